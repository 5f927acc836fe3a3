
export interface paths {
    "/api/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getOpenApi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/challenges/{id}/standings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getStandings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/challenges/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getStandingsHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/challenges/{id}/news": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getActivity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/challenges/{id}/colleges/{collegeId}/points": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["explainPoints"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/challenges/{id}/colleges/{collegeId}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["explainChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/challenges/{id}/after-final": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listAfterFinal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/asyncapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getAsyncApi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/challenges/{id}/standings.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["exportStandingsCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/challenges/{id}/standings.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["exportStandingsXlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listAuditTrail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/colleges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listColleges"];
        put?: never;
        post: operations["registerCollege"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/colleges/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getCollege"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/colleges/{id}/journal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getCollegeJournal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/colleges/{id}/rename": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["renameCollege"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/colleges/{id}/correct-district": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["correctDistrict"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/colleges/{id}/aliases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["setCollegeAliases"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/colleges/{id}/enrolments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["recordEnrolment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/colleges/{id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["mergeCollege"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/colleges/{id}/split": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["splitCollege"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/colleges/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["closeCollege"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/colleges/{id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["reopenCollege"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/templates/roster.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["downloadRosterTemplate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/challenges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listChallenges"];
        put?: never;
        post: operations["announceChallenge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/challenges/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getChallenge"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/challenges/{id}/redescribe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["redescribeChallenge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/challenges/{id}/reschedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["rescheduleChallenge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/challenges/{id}/rulebooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listRulebooks"];
        put?: never;
        post: operations["publishRulebook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/challenges/{id}/rulebooks/{version}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["withdrawRulebook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/default-rulebooks/{track}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getDefaultRulebook"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/challenges/{id}/open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openChallenge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/challenges/{id}/colleges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["enterCollege"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/challenges/{id}/colleges/{collegeId}/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["leaveChallenge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/challenges/{id}/colleges/{collegeId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["removeCollege"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/challenges/{id}/colleges/{collegeId}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["mergeEntrants"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/challenges/{id}/colleges/{collegeId}/undo-merger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["undoMerger"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/challenges/{id}/colleges/{collegeId}/rename": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["renameEntrant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/challenges/{id}/colleges/{collegeId}/enrolment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["correctEntrantEnrolment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/challenges/{id}/colleges/{collegeId}/league": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["correctEntrantLeague"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/challenges/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["closeSubmissions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/challenges/{id}/reopen-submissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["reopenSubmissions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/challenges/{id}/freeze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["freezeStandings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/challenges/{id}/reveal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["revealStandings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/challenges/{id}/adjust": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["adjustPoints"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/challenges/{id}/adjustments/{adjustmentId}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["confirmAdjustment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/challenges/{id}/adjustments/{adjustmentId}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["declineAdjustment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/challenges/{id}/adjustments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listAdjustments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/challenges/{id}/finals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listFinals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/challenges/{id}/finalise": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["finaliseResults"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/challenges/{id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["reopenChallenge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/challenges/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["cancelChallenge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/templates/actions.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["downloadActionsTemplate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listActions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/action-summaries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listActionSummaries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/actions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getAction"];
        put: operations["submitAction"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/challenges/{id}/colleges/{collegeId}/limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getLimits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/actions.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["exportActions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/home": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getHome"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/actions/{id}/revise": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["reviseAction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/actions/{id}/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["attachEvidence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/actions/{id}/evidence/{evidenceId}/take-down": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["takeDownEvidence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/actions/{id}/request-information": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["requestInformation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/actions/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["approveAction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/actions/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["rejectAction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/actions/{id}/correct": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["correctAction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/actions/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["revokeApproval"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/actions/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["withdrawAction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/actions/{id}/dispute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["disputeDecision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/actions/{id}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["resolveDispute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/actions/{id}/withdraw-dispute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["withdrawDispute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/actions/{id}/dismiss-dispute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["dismissDispute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/actions/{id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["reopenDecision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/actions/{id}/reclassify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["reclassifyAction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/challenges/{id}/reject-actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["rejectActions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/challenges/{id}/objections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listObjections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/objections/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["raiseObjection"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/objections/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["withdrawObjection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/objections/{id}/settle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["settleObjection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/erasures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["eraseData"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["startUpload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/uploads/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["deleteUpload"];
        options?: never;
        head?: never;
        patch: operations["continueUpload"];
        trace?: never;
    };
    "/api/evidence/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getEvidence"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/takedown-demands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listTakedownDemands"];
        put?: never;
        post: operations["recordTakedownDemand"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/takedown-demands/{id}/settle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["settleTakedownDemand"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/takedown-demands/{id}/erase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["eraseTakedownDemand"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listNotifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notifications/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["readNotifications"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getNotificationSettings"];
        put: operations["changeNotificationSettings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/notifications/address": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["proposeMailAddress"];
        post?: never;
        delete: operations["removeMailAddress"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/notifications/address/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["confirmMailAddress"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/push/key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getPushKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/push/subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["subscribeToPush"];
        delete: operations["unsubscribeFromPush"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listDeadLetters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dead-letters/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["retryDeadLetters"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dead-letters/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["retryDeadLetter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getSession"];
        put?: never;
        post: operations["signIn"];
        delete: operations["signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["finishSignIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["confirmSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listSessions"];
        put?: never;
        post?: never;
        delete: operations["endSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["endSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listPasskeys"];
        put?: never;
        post: operations["addPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/passkeys/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["beginPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/passkeys/{passkeyId}/rename": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["renamePasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/passkeys/{passkeyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["removePasskey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/passkey/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["beginPasskeySignIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["signInWithPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["acknowledgeNotices"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["changePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/{id}/end-sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["endAccountSessions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invitations/{token}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["acceptInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listAccounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["inviteAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/{id}/invite-again": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["inviteAgain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/{id}/grant": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["grantRole"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["revokeRole"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/{id}/confirm-no-college": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["confirmNoCollege"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["closeAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/second-factors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listSecondFactors"];
        put?: never;
        post: operations["offerSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/second-factors/{factorId}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["confirmSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/second-factors/{factorId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["dropSecondFactor"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["replaceRecoveryCodes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/{id}/remove-second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["removeSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getLiveness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Problem: {
            type: string;
            title: string;
            status: number;
            code: string;
            formerCode?: string;
            correlationId: string;
            params?: {
                [key: string]: string | number;
            };
            blockers?: {
                kind: string;
                count: number;
                ids: string[];
                until?: string;
                wayOut: string;
                words: {
                    kk: string;
                    ru: string;
                    en: string;
                };
            }[];
            errors?: {
                path: string;
                code: string;
                message: string;
            }[];
        };
        SignedIn: {
            viewer: {
                accountId: string;
                role: "organiser" | "reviewer" | "coordinator" | "auditor" | "screen";
                collegeId: string | null;
            };
            notices: {
                at: string;
                by: string | null;
                code: "PASSWORD_RESET";
            }[];
            secondFactor?: "to-add";
        };
        WhoAsks: {
            viewer: {
                accountId: string;
                role: "organiser" | "reviewer" | "coordinator" | "auditor" | "screen";
                collegeId: string | null;
            } | null;
            confirmedUntil: string | null;
            notices: {
                at: string;
                by: string | null;
                code: "PASSWORD_RESET";
            }[];
            secondFactor?: "needed" | "to-add";
        };
        AcknowledgedNotices: {
            notices: {
                at: string;
                by: string | null;
                code: "PASSWORD_RESET";
            }[];
        };
        ConfirmedSession: {
            viewer: {
                accountId: string;
                role: "organiser" | "reviewer" | "coordinator" | "auditor" | "screen";
                collegeId: string | null;
            };
            confirmedUntil: string | null;
            notices: {
                at: string;
                by: string | null;
                code: "PASSWORD_RESET";
            }[];
        };
        OwnSessions: {
            items: {
                id: string;
                current: boolean;
                device: string | null;
                startedAt: string;
                lastUsedAt: string;
                endsAt: string;
            }[];
            total: number;
        };
        AccountList: {
            items: {
                id: string;
                state: "open" | "closed";
                role: "organiser" | "reviewer" | "coordinator" | "auditor" | "screen" | null;
                collegeId: string | null;
                unconfirmed: boolean;
                name: string | null;
                login: string | null;
                resets: {
                    at: string;
                    by: string | null;
                }[];
                invited: boolean;
            }[];
            total: number;
        };
        WrittenAccount: {
            position: string | null;
            accountId: string;
        };
        Invitation: {
            position: string | null;
            accountId: string;
            token: string | null;
            path: string | null;
            url: string | null;
            qr: string | null;
        };
        AcceptedInvitation: {
            position: string | null;
            accountId: string;
            login: string;
            secondFactor?: "needed";
        };
        PasskeyCreationOptions: {
            challenge: string;
            rp: {
                id?: string;
                name: string;
            };
            user: {
                id: string;
                name: string;
                displayName: string;
            };
        } & {
            [key: string]: unknown;
        };
        PasskeyRequestOptions: {
            challenge: string;
            rpId?: string;
        } & {
            [key: string]: unknown;
        };
        OwnPasskeys: {
            items: {
                id: string;
                name: string;
                synced: boolean;
                createdAt: string;
                lastUsedAt: string | null;
            }[];
            total: number;
            offered: boolean;
        };
        AddedPasskey: {
            position: string | null;
            accountId: string;
            passkeyId: string;
        };
        OwnSecondFactors: {
            factors: {
                id: string;
                kind: "totp";
            }[];
            recoveryCodes: number;
            required: boolean;
        };
        OfferedSecondFactor: {
            factorId: string;
            secret: string;
            uri: string;
        };
        RecoveryCodes: {
            position: string | null;
            accountId: string;
            recoveryCodes: string[];
        };
        ErasedText: {
            at: string;
            kk: string;
            ru: string;
            en: string;
        };
        Challenge: {
            id: string;
            track: "amal" | "green";
            state: "announced" | "open" | "closed" | "final" | "cancelled";
            frozen: boolean;
            titles: {
                kk: string;
                ru: string;
                en: string;
            };
            season: {
                kk: string;
                ru: string;
                en: string;
            };
            opensOn: string;
            closesOn: string;
            boards: ("total" | "per-100")[];
        };
        ChallengeList: {
            items: components["schemas"]["Challenge"][];
            total: number;
        };
        ChallengeDetails: {
            id: string;
            track: "amal" | "green";
            state: "announced" | "open" | "closed" | "final" | "cancelled";
            frozen: boolean;
            titles: {
                kk: string;
                ru: string;
                en: string;
            };
            season: {
                kk: string;
                ru: string;
                en: string;
            };
            opensOn: string;
            closesOn: string;
            boards: ("total" | "per-100")[];
            rulebookVersion: number;
            rules: {
                kinds: {
                    [key: string]: {
                        base: number;
                        cap: number;
                        parts: ({
                            metric: string;
                            step: number;
                            weight: number;
                            max: number | null;
                        } | {
                            oneOf: {
                                metric: string;
                                step: number;
                                weight: number;
                            }[];
                            max: number | null;
                        })[];
                        perDay: number;
                        seasonCap: number | null;
                        titles?: {
                            kk: string;
                            ru: string;
                            en: string;
                        };
                        evidence?: {
                            kk: string;
                            ru: string;
                            en: string;
                        };
                    };
                };
                lateAfterDays: number;
                shareCap: {
                    percent: number;
                    from: number;
                };
                diversity: {
                    points: number;
                    kinds: number;
                    variableOnly?: boolean;
                };
                per100: {
                    minimumStudents: number;
                };
                leagues?: {
                    code: string;
                    from: number;
                }[];
                secondReviewerFrom?: number;
                secondOrganiserFrom?: number;
                disputeDays?: number;
                lapseDays?: number;
                openClaims?: {
                    college: number;
                    kindAndDay: number;
                };
                ties?: {
                    participantsWithinStudents: boolean;
                };
            } | null;
            entrants: {
                collegeId: string;
                names: {
                    kk: string;
                    ru: string;
                    en: string;
                };
                shortNames: {
                    kk: string;
                    ru: string;
                    en: string;
                };
                students: number;
                enrolmentAsOf: string;
                league: string | null;
            }[];
            merged: {
                from: string;
                into: string;
            }[];
            lacks?: ("rulebook" | "colleges" | "dates" | "opening")[];
        };
        FinalList: {
            challengeId: string;
            finals: {
                number: number;
                eventId: string;
                at: string;
                throughEventId: string;
                hash: string;
                reopenedAt: string | null;
                reason: string | null;
                reasonText: {
                    kk: string;
                    ru: string;
                    en: string;
                } | null;
            }[];
        };
        AdjustmentList: {
            challengeId: string;
            adjustments: {
                id: string;
                collegeId: string;
                points: number;
                state: "proposed" | "made" | "confirmed" | "declined";
                at: string;
                reasonText: {
                    kk: string;
                    ru: string;
                    en: string;
                };
                staff?: {
                    reason: string;
                    reasonText: {
                        kk: string;
                        ru: string;
                        en: string;
                    };
                    note: string | null;
                    noteId: string | null;
                    noteErased: components["schemas"]["ErasedText"] | null;
                    by: string;
                    at: string;
                    decision: {
                        by: string;
                        at: string;
                        reason: string | null;
                        reasonText: {
                            kk: string;
                            ru: string;
                            en: string;
                        } | null;
                    } | null;
                };
            }[];
        };
        WrittenChallenge: {
            position: string | null;
            challengeId: string;
        };
        WrittenAdjustment: {
            position: string | null;
            challengeId: string;
            adjustmentId: string | null;
        };
        WrittenEntrant: {
            position: string | null;
            challengeId: string;
            collegeId: string;
        };
        EvidenceFile: {
            id: string;
            state: "uploading" | "checking" | "ready" | "refused";
            reason: string | null;
            reasonText: {
                kk: string;
                ru: string;
                en: string;
            } | null;
            mediaType: string | null;
            bytes: number | null;
            width: number | null;
            height: number | null;
            expiresAt: string | null;
            actionId: string | null;
        };
        TakedownDemand: {
            id: string;
            actionId: string | null;
            evidenceId: string | null;
            askedBy: string | null;
            words: string | null;
            erased: components["schemas"]["ErasedText"] | null;
            receivedAt: string;
            dueOn: string;
            dueAt: string;
            overdue: boolean;
            recordedBy: string;
            settledAt: string | null;
            settledBy: string | null;
            outcome: "taken-down" | "nothing-found" | "refused" | null;
        };
        TakedownDemandList: {
            items: components["schemas"]["TakedownDemand"][];
            total: number;
        };
        Action: {
            id: string;
            receipt: string | null;
            revision: number | null;
            challengeId: string;
            collegeId: string;
            status: "submitted" | "needs-info" | "approved" | "rejected" | "revoked" | "withdrawn";
            pending: boolean;
            disputed: boolean;
            endorsement: {
                reviewer: string;
                verified: {
                    [key: string]: number;
                };
                decision: "approve" | "correct" | "revoke" | "resolve" | "reclassify" | "reopen";
                outcome?: "upheld" | "approved" | "rejected";
                kind?: string;
                doneOn?: string;
            } | null;
            endorsements: {
                reviewer: string;
                verified: {
                    [key: string]: number;
                };
                decision: "approve" | "correct" | "revoke" | "resolve" | "reclassify" | "reopen";
                outcome?: "upheld" | "approved" | "rejected";
                kind?: string;
                doneOn?: string;
            }[];
            kind: string;
            doneFrom: string | null;
            doneOn: string;
            submittedOn: string;
            submittedAt: string;
            rulebookVersion: number;
            claimed: {
                [key: string]: {
                    value: number;
                    precision: "exact" | "about" | "at-least";
                };
            };
            partners: string[];
            evidence: {
                id: string;
                url: string | null;
                file: {
                    mediaType: string;
                    bytes: number;
                    width: number | null;
                    height: number | null;
                    url: string;
                    thumbnail: string | null;
                    taken: {
                        at: string | null;
                        place: {
                            lat: number;
                            lon: number;
                        } | null;
                    } | null;
                } | null;
                erased: components["schemas"]["ErasedText"] | null;
            }[];
            attestation: "no-minors" | "consent" | null;
            place: string | null;
            description: string | null;
            detailsId: string | null;
            detailsErased: components["schemas"]["ErasedText"] | null;
            verified: {
                [key: string]: number;
            } | null;
            decidedAt: string | null;
            flags: {
                code: "much-waste-a-person" | "many-trees-a-person" | "more-participants-than-students" | "many-beneficiaries" | "more-living-trees-than-planted" | "same-kind-same-day" | "overlapping-days" | "many-kinds-one-day" | "joint-action-in-full" | "same-in-another-challenge" | "same-link" | "same-photo" | "rejected-before" | "grown-by-revision" | "approved-far-above-claim" | "approved-within-a-minute" | "approved-after-reset" | "reviewer-of-one-college" | "reviewer-had-this-college";
                words: {
                    kk: string;
                    ru: string;
                    en: string;
                };
                figures: {
                    [key: string]: number;
                };
                metric: string | null;
                actions: string[];
            }[];
            objections: {
                objectionId: string;
                collegeId: string | null;
                state: "open" | "upheld" | "dismissed" | "withdrawn" | "ended";
                reason: string;
                reasonText: {
                    kk: string;
                    ru: string;
                    en: string;
                };
                raisedAt: string;
                settlement: {
                    reason: string;
                    reasonText: {
                        kk: string;
                        ru: string;
                        en: string;
                    };
                    at: string;
                } | null;
            }[];
            journal: {
                eventId: string;
                at: string;
                type: string;
                words: {
                    kk: string;
                    ru: string;
                    en: string;
                };
                actor: string | null;
                reason: string | null;
                reasonText: {
                    kk: string;
                    ru: string;
                    en: string;
                } | null;
                note: string | null;
                noteId: string | null;
                noteErased: components["schemas"]["ErasedText"] | null;
                verified: {
                    [key: string]: number;
                } | null;
                afterReset: {
                    at: string;
                    by: string | null;
                } | null;
                change: {
                    before: {
                        kind: string;
                        doneFrom: string | null;
                        doneOn: string;
                        submittedOn: string;
                        rulebookVersion: number;
                        claimed: {
                            [key: string]: {
                                value: number;
                                precision: "exact" | "about" | "at-least";
                            };
                        };
                        partners: string[];
                        evidence: string[];
                    };
                    after: {
                        kind: string;
                        doneFrom: string | null;
                        doneOn: string;
                        submittedOn: string;
                        rulebookVersion: number;
                        claimed: {
                            [key: string]: {
                                value: number;
                                precision: "exact" | "about" | "at-least";
                            };
                        };
                        partners: string[];
                        evidence: string[];
                    };
                } | null;
            }[];
        };
        ActionList: {
            items: components["schemas"]["Action"][];
            total: number;
            complete: boolean;
        };
        ActionSummary: {
            id: string;
            receipt: string | null;
            challengeId: string;
            collegeId: string;
            status: "submitted" | "needs-info" | "approved" | "rejected" | "revoked" | "withdrawn";
            pending: boolean;
            disputed: boolean;
            kind: string;
            titles: {
                kk: string;
                ru: string;
                en: string;
            } | null;
            doneFrom: string | null;
            doneOn: string;
            submittedAt: string;
            decidedAt: string | null;
            place: string | null;
            claimed: {
                [key: string]: {
                    value: number;
                    precision: "exact" | "about" | "at-least";
                };
            };
            verified: {
                [key: string]: number;
            } | null;
            evidence: number;
            points: number | null;
            reason: string | null;
            reasonText: {
                kk: string;
                ru: string;
                en: string;
            } | null;
        };
        ActionSummaries: {
            items: components["schemas"]["ActionSummary"][];
            total: number;
            complete: boolean;
        };
        WrittenAction: {
            position: string | null;
            actionId: string;
        };
        SubmittedAction: {
            position: string | null;
            actionId: string;
            receipt: string | null;
        };
        WrittenApproval: {
            position: string | null;
            actionId: string;
            decided: boolean;
        };
        WrittenDecision: {
            position: string | null;
            actionId: string;
            decided: boolean;
        };
        WrittenRejections: {
            position: string | null;
            results: {
                actionId: string;
                code: string | null;
            }[];
        };
        WrittenEvidence: {
            position: string | null;
            actionId: string;
            evidenceId: string;
        };
        Reason: string;
        StandingsRow: {
            collegeId: string;
            names: {
                kk: string;
                ru: string;
                en: string;
            };
            shortNames: {
                kk: string;
                ru: string;
                en: string;
            };
            order: number;
            rank: number;
            points: number;
            actions: number;
            kinds: number;
            students: number;
            league: string | null;
            leagueRank: number | null;
            per100?: {
                numerator: number;
                denominator: number;
            };
            per100Text?: string;
        };
        Standings: {
            challengeId: string;
            board: "total" | "per-100";
            seq: number;
            position: string;
            asOf: string;
            frozen: boolean;
            rulebookVersion: number;
            rows: components["schemas"]["StandingsRow"][];
        };
        StandingsHistory: {
            challengeId: string;
            board: "total" | "per-100";
            days: {
                day: string;
                ranks: {
                    [key: string]: number;
                };
            }[];
        };
        News: {
            challengeId: string;
            items: {
                eventId: string;
                at: string;
                type: "approved" | "corrected" | "revoked" | "adjusted" | "rules" | "enrolment" | "league" | "merged" | "unmerged" | "entered" | "left" | "reopened" | "decision-reopened" | "rescheduled" | "submissions-reopened" | "cancelled";
                event: string;
                words: {
                    kk: string;
                    ru: string;
                    en: string;
                };
                collegeId: string | null;
                shortNames: {
                    kk: string;
                    ru: string;
                    en: string;
                };
                points: number;
                rank: number | null;
                per100Rank: number | null;
                moved: number | null;
                reason: string | null;
                reasonText: {
                    kk: string;
                    ru: string;
                    en: string;
                } | null;
                kind: string | null;
                kindTitles: {
                    kk: string;
                    ru: string;
                    en: string;
                } | null;
                verified: {
                    [key: string]: number;
                };
            }[];
            totals: {
                actions: number;
                metrics: {
                    [key: string]: number;
                };
            };
        };
        PointsExplained: {
            challengeId: string;
            collegeId: string;
            names: {
                kk: string;
                ru: string;
                en: string;
            };
            shortNames: {
                kk: string;
                ru: string;
                en: string;
            };
            position: string;
            asOf: string;
            rank: number;
            points: number;
            actions: {
                actionId: string;
                kind: string;
                titles: {
                    kk: string;
                    ru: string;
                    en: string;
                } | null;
                doneOn: string;
                submittedOn: string;
                rulebookVersion: number;
                late: boolean;
                base: number;
                parts: {
                    metric: string;
                    value: number;
                    step: number;
                    weight: number;
                    points: number;
                    cut: number;
                }[];
                capCut: number;
                points: number;
                dayLimit: boolean;
                decision: {
                    eventId: string;
                    at: string;
                    type: string;
                    reason: string | null;
                    reasonText: {
                        kk: string;
                        ru: string;
                        en: string;
                    } | null;
                };
                evidence: string[];
            }[];
            kinds: {
                kind: string;
                titles: {
                    kk: string;
                    ru: string;
                    en: string;
                } | null;
                sum: number;
                seasonCapCut: number;
                shareCapCut: number;
                counts: number;
            }[];
            diversity: {
                points: number;
                kinds: string[];
            };
            adjustments: {
                eventId: string;
                at: string;
                points: number;
                reason: string;
                reasonText: {
                    kk: string;
                    ru: string;
                    en: string;
                };
            }[];
            unscored: {
                actionId: string;
                kind: string;
                titles: {
                    kk: string;
                    ru: string;
                    en: string;
                } | null;
                doneOn: string;
                status: string;
                why: "rejected" | "lapsed" | "revoked" | "day-limit" | "no-points" | "kind-unknown";
                reason: string | null;
                reasonText: {
                    kk: string;
                    ru: string;
                    en: string;
                } | null;
                decision: {
                    eventId: string;
                    at: string;
                    type: string;
                    reason: string | null;
                    reasonText: {
                        kk: string;
                        ru: string;
                        en: string;
                    } | null;
                } | null;
            }[];
            ranks: {
                board: "total" | "per-100";
                league: string | null;
                rank: number;
                of: number;
                shared: boolean;
                numbers: {
                    points: number;
                    per100Text: string;
                    kinds: number;
                    participants: number;
                    divisor: number;
                    participantsPer100Text: string;
                };
                above: {
                    collegeId: string;
                    shortNames: {
                        kk: string;
                        ru: string;
                        en: string;
                    };
                    rank: number;
                    decidedBy: "points" | "per100" | "kinds" | "participants" | null;
                    numbers: {
                        points: number;
                        per100Text: string;
                        kinds: number;
                        participants: number;
                        divisor: number;
                        participantsPer100Text: string;
                    };
                } | null;
                below: {
                    collegeId: string;
                    shortNames: {
                        kk: string;
                        ru: string;
                        en: string;
                    };
                    rank: number;
                    decidedBy: "points" | "per100" | "kinds" | "participants" | null;
                    numbers: {
                        points: number;
                        per100Text: string;
                        kinds: number;
                        participants: number;
                        divisor: number;
                        participantsPer100Text: string;
                    };
                } | null;
            }[];
            share: {
                percent: number;
                from: number;
                sum: number;
                limit: number;
            };
        };
        ChangesExplained: {
            challengeId: string;
            collegeId: string;
            from: {
                position: string | null;
                points: number;
                ranks: {
                    total: number;
                    "per-100": number;
                } | null;
                leagueRanks: {
                    total: number;
                    "per-100": number;
                } | null;
            };
            to: {
                position: string | null;
                points: number;
                ranks: {
                    total: number;
                    "per-100": number;
                } | null;
                leagueRanks: {
                    total: number;
                    "per-100": number;
                } | null;
            };
            changes: {
                eventId: string;
                at: string;
                position: string;
                type: string;
                words: {
                    kk: string;
                    ru: string;
                    en: string;
                };
                collegeId: string | null;
                shortNames: {
                    kk: string;
                    ru: string;
                    en: string;
                } | null;
                actionId: string | null;
                kind: string | null;
                kindTitles: {
                    kk: string;
                    ru: string;
                    en: string;
                } | null;
                reason: string | null;
                reasonText: {
                    kk: string;
                    ru: string;
                    en: string;
                } | null;
                points: number;
                shares: {
                    of: "kind" | "diversity" | "adjustments";
                    kind: string | null;
                    points: number;
                }[];
                before: {
                    ranks: {
                        total: number;
                        "per-100": number;
                    } | null;
                    leagueRanks: {
                        total: number;
                        "per-100": number;
                    } | null;
                };
                after: {
                    ranks: {
                        total: number;
                        "per-100": number;
                    } | null;
                    leagueRanks: {
                        total: number;
                        "per-100": number;
                    } | null;
                };
            }[];
            next: string | null;
        };
        AfterFinal: {
            challengeId: string;
            items: {
                actionId: string;
                collegeId: string;
                shortNames: {
                    kk: string;
                    ru: string;
                    en: string;
                };
                kind: string;
                titles: {
                    kk: string;
                    ru: string;
                    en: string;
                } | null;
                doneOn: string;
                status: {
                    before: string | null;
                    after: string;
                };
                points: {
                    before: number;
                    after: number;
                };
                decision: {
                    eventId: string;
                    at: string;
                    type: string;
                    reason: string | null;
                    reasonText: {
                        kk: string;
                        ru: string;
                        en: string;
                    } | null;
                } | null;
            }[];
        };
        Home: {
            asOf: string;
            today: string;
            college: {
                id: string;
                names: {
                    kk: string;
                    ru: string;
                    en: string;
                };
                shortNames: {
                    kk: string;
                    ru: string;
                    en: string;
                };
            };
            challenges: {
                id: string;
                track: "amal" | "green";
                state: "announced" | "open" | "closed" | "final";
                titles: {
                    kk: string;
                    ru: string;
                    en: string;
                };
                season: {
                    kk: string;
                    ru: string;
                    en: string;
                };
                opensOn: string;
                closesOn: string;
                frozen: boolean;
                asOf: string | null;
                place: {
                    rank: number;
                    of: number;
                    points: number;
                    rankChange: number | null;
                    next: {
                        rank: number;
                        collegeId: string;
                        shortNames: {
                            kk: string;
                            ru: string;
                            en: string;
                        };
                        points: number;
                        gap: number;
                        toOvertake: number;
                    } | null;
                } | null;
            }[];
            needs: {
                total: number;
                items: {
                    what: "question" | "dispute";
                    at: string;
                    until: string | null;
                    note: string | null;
                    noteId: string | null;
                    noteErased: components["schemas"]["ErasedText"] | null;
                    action: components["schemas"]["ActionSummary"];
                }[];
            };
            waiting: {
                count: number;
                oldest: string | null;
            };
            decided: components["schemas"]["ActionSummary"][];
        };
        Limits: {
            challengeId: string;
            collegeId: string;
            rulebookVersion: number;
            frozen: boolean;
            position: string;
            asOf: string;
            kinds: {
                kind: string;
                perDay: number;
                seasonCap: number | null;
                sum: number;
                variable: boolean;
            }[];
            days: {
                kind: string;
                doneOn: string;
                points: number[];
            }[];
            open: {
                actionId: string;
                kind: string;
                doneOn: string;
            }[];
            openClaims: {
                college: number;
                kindAndDay: number;
            } | null;
        };
        ActionPage: {
            id: string;
            receipt: string | null;
            revision: number | null;
            challengeId: string;
            collegeId: string;
            status: "submitted" | "needs-info" | "approved" | "rejected" | "revoked" | "withdrawn";
            pending: boolean;
            disputed: boolean;
            endorsement: {
                reviewer: string;
                verified: {
                    [key: string]: number;
                };
                decision: "approve" | "correct" | "revoke" | "resolve" | "reclassify" | "reopen";
                outcome?: "upheld" | "approved" | "rejected";
                kind?: string;
                doneOn?: string;
            } | null;
            endorsements: {
                reviewer: string;
                verified: {
                    [key: string]: number;
                };
                decision: "approve" | "correct" | "revoke" | "resolve" | "reclassify" | "reopen";
                outcome?: "upheld" | "approved" | "rejected";
                kind?: string;
                doneOn?: string;
            }[];
            kind: string;
            doneFrom: string | null;
            doneOn: string;
            submittedOn: string;
            submittedAt: string;
            rulebookVersion: number;
            claimed: {
                [key: string]: {
                    value: number;
                    precision: "exact" | "about" | "at-least";
                };
            };
            partners: string[];
            evidence: {
                id: string;
                url: string | null;
                file: {
                    mediaType: string;
                    bytes: number;
                    width: number | null;
                    height: number | null;
                    url: string;
                    thumbnail: string | null;
                    taken: {
                        at: string | null;
                        place: {
                            lat: number;
                            lon: number;
                        } | null;
                    } | null;
                } | null;
                erased: components["schemas"]["ErasedText"] | null;
            }[];
            attestation: "no-minors" | "consent" | null;
            place: string | null;
            description: string | null;
            detailsId: string | null;
            detailsErased: components["schemas"]["ErasedText"] | null;
            verified: {
                [key: string]: number;
            } | null;
            decidedAt: string | null;
            flags: {
                code: "much-waste-a-person" | "many-trees-a-person" | "more-participants-than-students" | "many-beneficiaries" | "more-living-trees-than-planted" | "same-kind-same-day" | "overlapping-days" | "many-kinds-one-day" | "joint-action-in-full" | "same-in-another-challenge" | "same-link" | "same-photo" | "rejected-before" | "grown-by-revision" | "approved-far-above-claim" | "approved-within-a-minute" | "approved-after-reset" | "reviewer-of-one-college" | "reviewer-had-this-college";
                words: {
                    kk: string;
                    ru: string;
                    en: string;
                };
                figures: {
                    [key: string]: number;
                };
                metric: string | null;
                actions: string[];
            }[];
            objections: {
                objectionId: string;
                collegeId: string | null;
                state: "open" | "upheld" | "dismissed" | "withdrawn" | "ended";
                reason: string;
                reasonText: {
                    kk: string;
                    ru: string;
                    en: string;
                };
                raisedAt: string;
                settlement: {
                    reason: string;
                    reasonText: {
                        kk: string;
                        ru: string;
                        en: string;
                    };
                    at: string;
                } | null;
            }[];
            journal: {
                eventId: string;
                at: string;
                type: string;
                words: {
                    kk: string;
                    ru: string;
                    en: string;
                };
                actor: string | null;
                reason: string | null;
                reasonText: {
                    kk: string;
                    ru: string;
                    en: string;
                } | null;
                note: string | null;
                noteId: string | null;
                noteErased: components["schemas"]["ErasedText"] | null;
                verified: {
                    [key: string]: number;
                } | null;
                afterReset: {
                    at: string;
                    by: string | null;
                } | null;
                change: {
                    before: {
                        kind: string;
                        doneFrom: string | null;
                        doneOn: string;
                        submittedOn: string;
                        rulebookVersion: number;
                        claimed: {
                            [key: string]: {
                                value: number;
                                precision: "exact" | "about" | "at-least";
                            };
                        };
                        partners: string[];
                        evidence: string[];
                    };
                    after: {
                        kind: string;
                        doneFrom: string | null;
                        doneOn: string;
                        submittedOn: string;
                        rulebookVersion: number;
                        claimed: {
                            [key: string]: {
                                value: number;
                                precision: "exact" | "about" | "at-least";
                            };
                        };
                        partners: string[];
                        evidence: string[];
                    };
                } | null;
            }[];
            titles: {
                kk: string;
                ru: string;
                en: string;
            } | null;
            question: {
                at: string;
                reason: string | null;
                reasonText: {
                    kk: string;
                    ru: string;
                    en: string;
                } | null;
                note: string | null;
                noteId: string | null;
                noteErased: components["schemas"]["ErasedText"] | null;
                lapsesOn: string | null;
            } | null;
            dispute: {
                possible: boolean;
                until: string | null;
                why: string | null;
                whyText: {
                    kk: string;
                    ru: string;
                    en: string;
                } | null;
            };
            outcome: {
                claimedPoints: number;
                points: {
                    actionId: string;
                    kind: string;
                    titles: {
                        kk: string;
                        ru: string;
                        en: string;
                    } | null;
                    doneOn: string;
                    submittedOn: string;
                    rulebookVersion: number;
                    late: boolean;
                    base: number;
                    parts: {
                        metric: string;
                        value: number;
                        step: number;
                        weight: number;
                        points: number;
                        cut: number;
                    }[];
                    capCut: number;
                    points: number;
                    dayLimit: boolean;
                    decision: {
                        eventId: string;
                        at: string;
                        type: string;
                        reason: string | null;
                        reasonText: {
                            kk: string;
                            ru: string;
                            en: string;
                        } | null;
                    };
                    evidence: string[];
                } | null;
                brings: number | null;
                kindCut: {
                    seasonCapCut: number;
                    shareCapCut: number;
                    counts: number;
                } | null;
                unscored: "rejected" | "lapsed" | "revoked" | "day-limit" | "no-points" | "kind-unknown" | null;
                frozen: boolean;
            } | null;
        };
        AuditPage: {
            items: {
                eventId: string;
                type: string;
                words: {
                    kk: string;
                    ru: string;
                    en: string;
                };
                stream: string;
                revision: number;
                actor: string;
                at: string;
                position: string;
                correlationId: string;
                afterReset: {
                    at: string;
                    by: string | null;
                } | null;
            }[];
            total: number;
        };
        College: {
            id: string;
            state: "active" | "merged" | "split" | "closed";
            into: string[];
            names: {
                kk: string;
                ru: string;
                en: string;
            };
            shortNames: {
                kk: string;
                ru: string;
                en: string;
            };
            district: string;
            aliases: string[];
            enrolment: {
                students: number;
                asOf: string;
                source: string;
            } | null;
        };
        CollegeList: {
            items: components["schemas"]["College"][];
            total: number;
        };
        CollegeDetails: {
            id: string;
            state: "active" | "merged" | "split" | "closed";
            into: string[];
            names: {
                kk: string;
                ru: string;
                en: string;
            };
            shortNames: {
                kk: string;
                ru: string;
                en: string;
            };
            district: string;
            aliases: string[];
            enrolment: {
                students: number;
                asOf: string;
                source: string;
            } | null;
            enrolments: {
                students: number;
                asOf: string;
                source: string;
                at: string;
            }[];
        };
        CollegeJournal: {
            collegeId: string;
            entries: {
                eventId: string;
                at: string;
                type: string;
                words: {
                    kk: string;
                    ru: string;
                    en: string;
                };
                challengeId: string | null;
                actionId: string | null;
                reason: string | null;
                reasonText: {
                    kk: string;
                    ru: string;
                    en: string;
                } | null;
                points: number | null;
                merger: {
                    from: string;
                    into: string[];
                } | null;
                changes: {
                    field: "kind" | "doneFrom" | "doneOn" | "submittedOn" | "rulebookVersion" | "partners" | "claimed" | "verified";
                    metric: string | null;
                    label: {
                        kk: string;
                        ru: string;
                        en: string;
                    };
                    before: (string | number | string[]) | null;
                    after: (string | number | string[]) | null;
                }[];
            }[];
            next: number | null;
        };
        EndedCollege: {
            position: string | null;
            collegeId: string;
            challenges: {
                challengeId: string;
                state: "announced" | "open" | "closed" | "final" | "cancelled";
                command: string;
            }[];
            coordinators: number;
        };
        WrittenCollege: {
            position: string | null;
            collegeId: string;
        };
        RulebookList: {
            challengeId: string;
            items: {
                version: number;
                retroactive: boolean;
                note: {
                    kk: string;
                    ru: string;
                };
                publishedAt: string;
                withdrawn: {
                    at: string;
                    reason: string;
                    reasonText: {
                        kk: string;
                        ru: string;
                        en: string;
                    };
                } | null;
                rules: {
                    kinds: {
                        [key: string]: {
                            base: number;
                            cap: number;
                            parts: ({
                                metric: string;
                                step: number;
                                weight: number;
                                max: number | null;
                            } | {
                                oneOf: {
                                    metric: string;
                                    step: number;
                                    weight: number;
                                }[];
                                max: number | null;
                            })[];
                            perDay: number;
                            seasonCap: number | null;
                            titles?: {
                                kk: string;
                                ru: string;
                                en: string;
                            };
                            evidence?: {
                                kk: string;
                                ru: string;
                                en: string;
                            };
                        };
                    };
                    lateAfterDays: number;
                    shareCap: {
                        percent: number;
                        from: number;
                    };
                    diversity: {
                        points: number;
                        kinds: number;
                        variableOnly?: boolean;
                    };
                    per100: {
                        minimumStudents: number;
                    };
                    leagues?: {
                        code: string;
                        from: number;
                    }[];
                    secondReviewerFrom?: number;
                    secondOrganiserFrom?: number;
                    disputeDays?: number;
                    lapseDays?: number;
                    openClaims?: {
                        college: number;
                        kindAndDay: number;
                    };
                    ties?: {
                        participantsWithinStudents: boolean;
                    };
                };
            }[];
        };
        DefaultRulebook: {
            track: "amal" | "green";
            note: {
                kk: string;
                ru: string;
            };
            rules: {
                kinds: {
                    [key: string]: {
                        base: number;
                        cap: number;
                        parts: ({
                            metric: string;
                            step: number;
                            weight: number;
                            max: number | null;
                        } | {
                            oneOf: {
                                metric: string;
                                step: number;
                                weight: number;
                            }[];
                            max: number | null;
                        })[];
                        perDay: number;
                        seasonCap: number | null;
                        titles?: {
                            kk: string;
                            ru: string;
                            en: string;
                        };
                        evidence?: {
                            kk: string;
                            ru: string;
                            en: string;
                        };
                    };
                };
                lateAfterDays: number;
                shareCap: {
                    percent: number;
                    from: number;
                };
                diversity: {
                    points: number;
                    kinds: number;
                    variableOnly?: boolean;
                };
                per100: {
                    minimumStudents: number;
                };
                leagues?: {
                    code: string;
                    from: number;
                }[];
                secondReviewerFrom?: number;
                secondOrganiserFrom?: number;
                disputeDays?: number;
                lapseDays?: number;
                openClaims?: {
                    college: number;
                    kindAndDay: number;
                };
                ties?: {
                    participantsWithinStudents: boolean;
                };
            };
        };
        WithdrawnRulebook: {
            position: string | null;
            challengeId: string;
            version: number;
            warnings: {
                code: string;
                params: {
                    [key: string]: string | number;
                };
                words: {
                    kk: string;
                    ru: string;
                    en: string;
                };
            }[];
            preview?: {
                through: string;
                records: boolean;
                actions: number;
                colleges: {
                    collegeId: string;
                    shortNames: {
                        kk: string;
                        ru: string;
                        en: string;
                    };
                    points: number;
                    before: {
                        points: number;
                        per100Text: string;
                        ranks: {
                            total: number;
                            "per-100": number;
                        };
                        leagueRanks: {
                            total: number;
                            "per-100": number;
                        } | null;
                    };
                    after: {
                        points: number;
                        per100Text: string;
                        ranks: {
                            total: number;
                            "per-100": number;
                        };
                        leagueRanks: {
                            total: number;
                            "per-100": number;
                        } | null;
                    };
                }[];
            };
        };
        PublishedRulebook: {
            position: string | null;
            challengeId: string;
            version: number;
            warnings: {
                code: string;
                params: {
                    [key: string]: string | number;
                };
                words: {
                    kk: string;
                    ru: string;
                    en: string;
                };
            }[];
            preview?: {
                through: string;
                records: boolean;
                actions: number;
                colleges: {
                    collegeId: string;
                    shortNames: {
                        kk: string;
                        ru: string;
                        en: string;
                    };
                    points: number;
                    before: {
                        points: number;
                        per100Text: string;
                        ranks: {
                            total: number;
                            "per-100": number;
                        };
                        leagueRanks: {
                            total: number;
                            "per-100": number;
                        } | null;
                    };
                    after: {
                        points: number;
                        per100Text: string;
                        ranks: {
                            total: number;
                            "per-100": number;
                        };
                        leagueRanks: {
                            total: number;
                            "per-100": number;
                        } | null;
                    };
                }[];
            };
            opensAt: string | null;
        };
        Erasure: {
            position: string | null;
            dryRun: boolean;
            people: number;
            texts: number;
            responses: number;
            items: {
                id: string;
                kind: string;
                stream: string;
                storedAt: string;
            }[];
        };
        NotificationList: {
            items: {
                id: string;
                at: string;
                kind: "question" | "approved" | "corrected" | "reclassified" | "rejected" | "lapsed" | "revoked" | "reopened" | "dispute-resolved" | "dispute-dismissed" | "evidence-taken-down" | "points-adjusted" | "objection-settled" | "final" | "final-reopened" | "revealed" | "rescheduled" | "submissions-reopened" | "cancelled" | "dispute-raised" | "objection-raised" | "adjustment-proposed" | "lapse-soon" | "dispute-ends-soon" | "submissions-close-soon";
                challengeId: string;
                actionId: string | null;
                words: {
                    kk: string;
                    ru: string;
                    en: string;
                };
                href: string;
                read: boolean;
            }[];
            total: number;
            unread: number;
        };
        UnreadCount: {
            unread: number;
        };
        NotificationSettings: {
            language: "kk" | "ru" | "en";
            mail: "off" | "at-once" | "daily";
            push: boolean;
            address: string | null;
            pendingAddress: string | null;
            canMail: boolean;
            browsers: number;
        };
        PushKey: {
            publicKey: string | null;
        };
        DeadLetters: {
            items: {
                id: string;
                channel: string;
                topic: string;
                accountId: string;
                attempts: number;
                createdAt: string;
                endedAt: string;
                error: string | null;
            }[];
            total: number;
            waiting: {
                channel: string;
                waiting: number;
                dead: number;
                oldest: string | null;
            }[];
        };
        RevivedLetters: {
            revived: number;
        };
        Objection: {
            id: string;
            challengeId: string;
            collegeId: string | null;
            target: {
                kind: "action" | "adjustment" | "enrolment" | "final";
                actionId?: string;
                adjustmentId?: string;
                collegeId?: string;
                number?: number;
            };
            decision: string;
            state: "open" | "upheld" | "dismissed" | "withdrawn" | "ended";
            reason: string;
            reasonText: {
                kk: string;
                ru: string;
                en: string;
            };
            note: string | null;
            noteId: string | null;
            noteErased: components["schemas"]["ErasedText"] | null;
            raisedBy: string | null;
            raisedAt: string;
            settlement: {
                reason: string;
                reasonText: {
                    kk: string;
                    ru: string;
                    en: string;
                };
                note: string | null;
                noteId: string | null;
                noteErased: components["schemas"]["ErasedText"] | null;
                by: string | null;
                at: string;
            } | null;
        };
        ObjectionList: {
            items: components["schemas"]["Objection"][];
            total: number;
        };
        WrittenObjection: {
            position: string | null;
            objectionId: string;
        };
        SettledObjection: {
            position: string | null;
            objectionId: string;
            mend: string[];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type Problem = components['schemas']['Problem'];
export type SignedIn = components['schemas']['SignedIn'];
export type WhoAsks = components['schemas']['WhoAsks'];
export type AcknowledgedNotices = components['schemas']['AcknowledgedNotices'];
export type ConfirmedSession = components['schemas']['ConfirmedSession'];
export type OwnSessions = components['schemas']['OwnSessions'];
export type AccountList = components['schemas']['AccountList'];
export type WrittenAccount = components['schemas']['WrittenAccount'];
export type Invitation = components['schemas']['Invitation'];
export type AcceptedInvitation = components['schemas']['AcceptedInvitation'];
export type PasskeyCreationOptions = components['schemas']['PasskeyCreationOptions'];
export type PasskeyRequestOptions = components['schemas']['PasskeyRequestOptions'];
export type OwnPasskeys = components['schemas']['OwnPasskeys'];
export type AddedPasskey = components['schemas']['AddedPasskey'];
export type OwnSecondFactors = components['schemas']['OwnSecondFactors'];
export type OfferedSecondFactor = components['schemas']['OfferedSecondFactor'];
export type RecoveryCodes = components['schemas']['RecoveryCodes'];
export type ErasedText = components['schemas']['ErasedText'];
export type Challenge = components['schemas']['Challenge'];
export type ChallengeList = components['schemas']['ChallengeList'];
export type ChallengeDetails = components['schemas']['ChallengeDetails'];
export type FinalList = components['schemas']['FinalList'];
export type AdjustmentList = components['schemas']['AdjustmentList'];
export type WrittenChallenge = components['schemas']['WrittenChallenge'];
export type WrittenAdjustment = components['schemas']['WrittenAdjustment'];
export type WrittenEntrant = components['schemas']['WrittenEntrant'];
export type EvidenceFile = components['schemas']['EvidenceFile'];
export type TakedownDemand = components['schemas']['TakedownDemand'];
export type TakedownDemandList = components['schemas']['TakedownDemandList'];
export type Action = components['schemas']['Action'];
export type ActionList = components['schemas']['ActionList'];
export type ActionSummary = components['schemas']['ActionSummary'];
export type ActionSummaries = components['schemas']['ActionSummaries'];
export type WrittenAction = components['schemas']['WrittenAction'];
export type SubmittedAction = components['schemas']['SubmittedAction'];
export type WrittenApproval = components['schemas']['WrittenApproval'];
export type WrittenDecision = components['schemas']['WrittenDecision'];
export type WrittenRejections = components['schemas']['WrittenRejections'];
export type WrittenEvidence = components['schemas']['WrittenEvidence'];
export type Reason = components['schemas']['Reason'];
export type StandingsRow = components['schemas']['StandingsRow'];
export type Standings = components['schemas']['Standings'];
export type StandingsHistory = components['schemas']['StandingsHistory'];
export type News = components['schemas']['News'];
export type PointsExplained = components['schemas']['PointsExplained'];
export type ChangesExplained = components['schemas']['ChangesExplained'];
export type AfterFinal = components['schemas']['AfterFinal'];
export type Home = components['schemas']['Home'];
export type Limits = components['schemas']['Limits'];
export type ActionPage = components['schemas']['ActionPage'];
export type AuditPage = components['schemas']['AuditPage'];
export type College = components['schemas']['College'];
export type CollegeList = components['schemas']['CollegeList'];
export type CollegeDetails = components['schemas']['CollegeDetails'];
export type CollegeJournal = components['schemas']['CollegeJournal'];
export type EndedCollege = components['schemas']['EndedCollege'];
export type WrittenCollege = components['schemas']['WrittenCollege'];
export type RulebookList = components['schemas']['RulebookList'];
export type DefaultRulebook = components['schemas']['DefaultRulebook'];
export type WithdrawnRulebook = components['schemas']['WithdrawnRulebook'];
export type PublishedRulebook = components['schemas']['PublishedRulebook'];
export type Erasure = components['schemas']['Erasure'];
export type NotificationList = components['schemas']['NotificationList'];
export type UnreadCount = components['schemas']['UnreadCount'];
export type NotificationSettings = components['schemas']['NotificationSettings'];
export type PushKey = components['schemas']['PushKey'];
export type DeadLetters = components['schemas']['DeadLetters'];
export type RevivedLetters = components['schemas']['RevivedLetters'];
export type Objection = components['schemas']['Objection'];
export type ObjectionList = components['schemas']['ObjectionList'];
export type WrittenObjection = components['schemas']['WrittenObjection'];
export type SettledObjection = components['schemas']['SettledObjection'];
export type $defs = Record<string, never>;
export interface operations {
    getOpenApi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStandings: {
        parameters: {
            query?: {
                position?: string;
                at?: string;
                atLeast?: string;
                board?: "total" | "per-100";
                league?: string;
                final?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Standings"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStandingsHistory: {
        parameters: {
            query?: {
                board?: "total" | "per-100";
                atLeast?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StandingsHistory"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getActivity: {
        parameters: {
            query?: {
                limit?: number;
                atLeast?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["News"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    explainPoints: {
        parameters: {
            query?: {
                position?: string;
                at?: string;
                atLeast?: string;
            };
            header?: never;
            path: {
                id: string;
                collegeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PointsExplained"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    explainChanges: {
        parameters: {
            query?: {
                from?: string | (string);
                to?: string | (string);
                after?: string;
                limit?: number;
                atLeast?: string;
            };
            header?: never;
            path: {
                id: string;
                collegeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangesExplained"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAfterFinal: {
        parameters: {
            query?: {
                atLeast?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AfterFinal"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAsyncApi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportStandingsCsv: {
        parameters: {
            query?: {
                position?: string;
                at?: string;
                atLeast?: string;
                board?: "total" | "per-100";
                league?: string;
                final?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportStandingsXlsx: {
        parameters: {
            query?: {
                position?: string;
                at?: string;
                atLeast?: string;
                board?: "total" | "per-100";
                league?: string;
                final?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAuditTrail: {
        parameters: {
            query?: {
                stream?: string;
                actor?: string;
                type?: "CollegeRegistered" | "CollegeRenamed" | "CollegeDistrictCorrected" | "CollegeAliasesSet" | "EnrolmentRecorded" | "CollegeMerged" | "CollegeSplit" | "CollegeClosed" | "CollegeReopened" | "CollegeTextsErased" | "ChallengeAnnounced" | "ChallengeRedescribed" | "ChallengeRescheduled" | "RulebookPublished" | "RulebookWithdrawn" | "ChallengeOpened" | "CollegeEntered" | "CollegeLeft" | "EntrantMerged" | "EntrantMergerUndone" | "EntrantRenamed" | "EntrantEnrolmentCorrected" | "EntrantLeagueCorrected" | "SubmissionsClosed" | "SubmissionsReopened" | "StandingsFrozen" | "StandingsRevealed" | "PointsAdjusted" | "AdjustmentProposed" | "AdjustmentDeclined" | "ResultsFinalised" | "ChallengeReopened" | "ChallengeCancelled" | "ChallengeTextsErased" | "ActionSubmitted" | "ActionRevised" | "EvidenceAttached" | "EvidenceTakenDown" | "InformationRequested" | "ActionEndorsed" | "ActionApproved" | "ActionRejected" | "ApprovalRevoked" | "ActionCorrected" | "ActionWithdrawn" | "ActionLapsed" | "ActionReclassified" | "DecisionReopened" | "DecisionDisputed" | "DisputeWithdrawn" | "DisputeDismissed" | "DisputeResolved" | "ActionTextsErased" | "ObjectionRaised" | "ObjectionWithdrawn" | "ObjectionSettled" | "ObjectionTextsErased" | "AccountInvited" | "InvitationIssued" | "InvitationAccepted" | "PasswordReset" | "PasswordChanged" | "SessionsEnded" | "RoleGranted" | "NoCollegeConfirmed" | "RoleRevoked" | "AccountClosed" | "SecondFactorAdded" | "SecondFactorRemoved" | "RecoveryCodesReplaced" | "PasskeyAdded" | "PasskeyRemoved" | "PersonErased";
                correlationId?: string;
                afterReset?: "true";
                limit?: number;
                offset?: number;
                atLeast?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPage"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listColleges: {
        parameters: {
            query?: {
                district?: string;
                state?: "active" | "merged" | "split" | "closed" | "any";
                limit?: number;
                offset?: number;
                atLeast?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CollegeList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    registerCollege: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    id?: string;
                    names: {
                        kk: string;
                        ru: string;
                        en: string;
                    };
                    shortNames: {
                        kk: string;
                        ru: string;
                        en: string;
                    };
                    district: string;
                };
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenCollege"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCollege: {
        parameters: {
            query?: {
                atLeast?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CollegeDetails"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCollegeJournal: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                atLeast?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CollegeJournal"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    renameCollege: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    names: {
                        kk: string;
                        ru: string;
                        en: string;
                    };
                    shortNames: {
                        kk: string;
                        ru: string;
                        en: string;
                    };
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenCollege"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    correctDistrict: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    district: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenCollege"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setCollegeAliases: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    aliases: string[];
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenCollege"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    recordEnrolment: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    students: number;
                    asOf: string;
                    source: string;
                    note?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenCollege"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    mergeCollege: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    into: string;
                    reason: string;
                    note?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndedCollege"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    splitCollege: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    into: string[];
                    ends: boolean;
                    reason: string;
                    note?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndedCollege"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    closeCollege: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                    note?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndedCollege"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reopenCollege: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                    note?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndedCollege"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    downloadRosterTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listChallenges: {
        parameters: {
            query?: {
                track?: "amal" | "green";
                state?: "announced" | "open" | "closed" | "final" | "cancelled";
                limit?: number;
                offset?: number;
                atLeast?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChallengeList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    announceChallenge: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    id?: string;
                    track: "amal" | "green";
                    titles: {
                        kk: string;
                        ru: string;
                        en: string;
                    };
                    season: {
                        kk: string;
                        ru: string;
                        en: string;
                    };
                    opensOn: string;
                    closesOn: string;
                };
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenChallenge"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getChallenge: {
        parameters: {
            query?: {
                atLeast?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChallengeDetails"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    redescribeChallenge: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    track?: "amal" | "green";
                    titles?: {
                        kk: string;
                        ru: string;
                        en: string;
                    };
                    season?: {
                        kk: string;
                        ru: string;
                        en: string;
                    };
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenChallenge"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rescheduleChallenge: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    opensOn?: string;
                    closesOn?: string;
                    reason: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenChallenge"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRulebooks: {
        parameters: {
            query?: {
                atLeast?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RulebookList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    publishRulebook: {
        parameters: {
            query?: {
                dryRun?: "true" | "false";
                lang?: string;
            };
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    rules?: {
                        kinds: {
                            [key: string]: {
                                base: number;
                                cap: number;
                                parts: ({
                                    metric: string;
                                    step: number;
                                    weight: number;
                                    max: number | null;
                                } | {
                                    oneOf: {
                                        metric: string;
                                        step: number;
                                        weight: number;
                                    }[];
                                    max: number | null;
                                })[];
                                perDay: number;
                                seasonCap: number | null;
                                titles?: {
                                    kk: string;
                                    ru: string;
                                    en: string;
                                };
                                evidence?: {
                                    kk: string;
                                    ru: string;
                                    en: string;
                                };
                            };
                        };
                        lateAfterDays: number;
                        shareCap: {
                            percent: number;
                            from: number;
                        };
                        diversity: {
                            points: number;
                            kinds: number;
                            variableOnly?: boolean;
                        };
                        per100: {
                            minimumStudents: number;
                        };
                        leagues?: {
                            code: string;
                            from: number;
                        }[];
                        secondReviewerFrom?: number;
                        secondOrganiserFrom?: number;
                        disputeDays?: number;
                        lapseDays?: number;
                        openClaims?: {
                            college: number;
                            kindAndDay: number;
                        };
                        ties?: {
                            participantsWithinStudents: boolean;
                        };
                    };
                    retroactive?: boolean;
                    note?: {
                        kk: string;
                        ru: string;
                    };
                    version?: number;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishedRulebook"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdrawRulebook: {
        parameters: {
            query?: {
                dryRun?: "true" | "false";
                lang?: string;
            };
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WithdrawnRulebook"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDefaultRulebook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                track: "amal" | "green";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DefaultRulebook"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    openChallenge: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    colleges?: string[];
                } | null;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenChallenge"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    enterCollege: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    collegeId: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenEntrant"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    leaveChallenge: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                collegeId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                    countsInTotals?: boolean;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenChallenge"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeCollege: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                collegeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenChallenge"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    mergeEntrants: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                collegeId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    into: string;
                    reason: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenChallenge"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    undoMerger: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                collegeId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenChallenge"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    renameEntrant: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                collegeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenChallenge"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    correctEntrantEnrolment: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                collegeId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    students: number;
                    enrolmentAsOf: string;
                    reason: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenChallenge"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    correctEntrantLeague: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                collegeId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    league: string | null;
                    reason: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenChallenge"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    closeSubmissions: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenChallenge"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reopenSubmissions: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    until: string;
                    reason: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenChallenge"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    freezeStandings: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenChallenge"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revealStandings: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenChallenge"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    adjustPoints: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    adjustmentId?: string;
                    collegeId: string;
                    points: number;
                    reason: string;
                    note?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenAdjustment"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    confirmAdjustment: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                adjustmentId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenChallenge"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    declineAdjustment: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                adjustmentId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenChallenge"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAdjustments: {
        parameters: {
            query?: {
                atLeast?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdjustmentList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listFinals: {
        parameters: {
            query?: {
                atLeast?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FinalList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    finaliseResults: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenChallenge"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reopenChallenge: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenChallenge"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelChallenge: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenChallenge"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    downloadActionsTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listActions: {
        parameters: {
            query?: {
                challengeId?: string;
                collegeId?: string;
                status?: string | string[];
                pending?: "true" | "false";
                disputed?: "true" | "false";
                kind?: string;
                receipt?: string;
                flag?: "much-waste-a-person" | "many-trees-a-person" | "more-participants-than-students" | "many-beneficiaries" | "more-living-trees-than-planted" | "same-kind-same-day" | "overlapping-days" | "many-kinds-one-day" | "joint-action-in-full" | "same-in-another-challenge" | "same-link" | "same-photo" | "rejected-before" | "grown-by-revision" | "approved-far-above-claim" | "approved-within-a-minute" | "approved-after-reset" | "reviewer-of-one-college" | "reviewer-had-this-college" | "any";
                from?: string;
                to?: string;
                q?: string;
                sort?: "submitted" | "-submitted" | "done" | "-done";
                limit?: number;
                offset?: number;
                atLeast?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listActionSummaries: {
        parameters: {
            query?: {
                challengeId?: string;
                collegeId?: string;
                status?: string | string[];
                pending?: "true" | "false";
                disputed?: "true" | "false";
                kind?: string;
                receipt?: string;
                flag?: "much-waste-a-person" | "many-trees-a-person" | "more-participants-than-students" | "many-beneficiaries" | "more-living-trees-than-planted" | "same-kind-same-day" | "overlapping-days" | "many-kinds-one-day" | "joint-action-in-full" | "same-in-another-challenge" | "same-link" | "same-photo" | "rejected-before" | "grown-by-revision" | "approved-far-above-claim" | "approved-within-a-minute" | "approved-after-reset" | "reviewer-of-one-college" | "reviewer-had-this-college" | "any";
                from?: string;
                to?: string;
                q?: string;
                sort?: "submitted" | "-submitted" | "done" | "-done";
                limit?: number;
                offset?: number;
                atLeast?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionSummaries"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAction: {
        parameters: {
            query?: {
                atLeast?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionPage"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    submitAction: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    challengeId: string;
                    collegeId?: string;
                    kind: string;
                    doneFrom?: string;
                    doneOn: string;
                    claimed?: {
                        [key: string]: {
                            value: number;
                            precision: "exact" | "about" | "at-least";
                        };
                    };
                    partners?: string[];
                    links?: string[];
                    files?: (string & (string))[];
                    attestation?: "no-minors" | "consent";
                    place?: string;
                    description?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubmittedAction"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubmittedAction"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLimits: {
        parameters: {
            query?: {
                atLeast?: string;
            };
            header?: never;
            path: {
                id: string;
                collegeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Limits"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportActions: {
        parameters: {
            query?: {
                challengeId?: string;
                status?: string | string[];
                pending?: "true" | "false";
                disputed?: "true" | "false";
                kind?: string;
                receipt?: string;
                from?: string;
                to?: string;
                q?: string;
                sort?: "submitted" | "-submitted" | "done" | "-done";
                lang?: string;
                atLeast?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHome: {
        parameters: {
            query?: {
                atLeast?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Home"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reviseAction: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    kind: string;
                    doneFrom?: string;
                    doneOn: string;
                    claimed?: {
                        [key: string]: {
                            value: number;
                            precision: "exact" | "about" | "at-least";
                        };
                    };
                    partners?: string[];
                    links?: string[];
                    files?: (string & (string))[];
                    attestation?: "no-minors" | "consent";
                    place?: string;
                    description?: string;
                    keep?: string[];
                    answer?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenAction"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    attachEvidence: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    url?: string;
                    file?: string & (string);
                    attestation?: "no-minors" | "consent";
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenEvidence"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    takeDownEvidence: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                evidenceId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenAction"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    requestInformation: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                    note?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenAction"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    approveAction: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    verified: {
                        [key: string]: number;
                    };
                    revision?: number;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenApproval"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rejectAction: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                    note?: string;
                    revision?: number;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenAction"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    correctAction: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    verified: {
                        [key: string]: number;
                    };
                    reason: string;
                    note?: string;
                    revision?: number;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenDecision"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeApproval: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                    note?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenDecision"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdrawAction: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenAction"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    disputeDecision: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    note?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenAction"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resolveDispute: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    outcome: "upheld" | "approved" | "rejected";
                    verified?: {
                        [key: string]: number;
                    };
                    reason: string;
                    note?: string;
                    revision?: number;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenDecision"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdrawDispute: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenAction"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    dismissDispute: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                    note?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenAction"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reopenDecision: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                    note?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenDecision"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reclassifyAction: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    kind: string;
                    doneOn: string;
                    reason: string;
                    note?: string;
                    revision?: number;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenDecision"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rejectActions: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    actionIds: string[];
                    reason: string;
                    note?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenRejections"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listObjections: {
        parameters: {
            query?: {
                state?: "open" | "upheld" | "dismissed" | "withdrawn" | "ended";
                limit?: number;
                offset?: number;
                atLeast?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ObjectionList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    raiseObjection: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    challengeId: string;
                    target: {
                        kind: "action";
                        actionId: string;
                    } | {
                        kind: "adjustment";
                        adjustmentId: string;
                    } | {
                        kind: "enrolment";
                        collegeId: string;
                    } | {
                        kind: "final";
                        number: number;
                    };
                    reason: string;
                    note: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenObjection"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenObjection"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdrawObjection: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenObjection"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    settleObjection: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    outcome: "upheld" | "dismissed";
                    reason: string;
                    note?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettledObjection"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    eraseData: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    of: "person" | "action" | "college" | "challenge" | "objection";
                    id: string;
                    texts?: string[];
                    reason: string;
                    dryRun?: boolean;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erasure"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    startUpload: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvidenceFile"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteUpload: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string & (string);
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    continueUpload: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string & (string);
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEvidence: {
        parameters: {
            query?: {
                atLeast?: string;
            };
            header?: never;
            path: {
                id: string & (string);
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvidenceFile"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTakedownDemands: {
        parameters: {
            query?: {
                open?: "true" | "false";
                limit?: number;
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TakedownDemandList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    recordTakedownDemand: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    id: string & (string);
                    actionId?: string;
                    evidenceId?: string & (string);
                    askedBy: string;
                    words?: string;
                    receivedAt?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TakedownDemand"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    settleTakedownDemand: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string & (string);
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    outcome: "taken-down" | "nothing-found" | "refused";
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TakedownDemand"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    eraseTakedownDemand: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string & (string);
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TakedownDemand"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listNotifications: {
        parameters: {
            query?: {
                unread?: "true" | "false";
                limit?: number;
                offset?: number;
                atLeast?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readNotifications: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    ids: string[];
                } | {
                    upTo: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnreadCount"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getNotificationSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationSettings"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeNotificationSettings: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    language?: "kk" | "ru" | "en";
                    mail?: "off" | "at-once" | "daily";
                    push?: boolean;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationSettings"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    proposeMailAddress: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    address: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationSettings"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeMailAddress: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationSettings"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    confirmMailAddress: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    code: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationSettings"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPushKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PushKey"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    subscribeToPush: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    endpoint: string;
                    expirationTime?: number | null;
                    keys: {
                        p256dh: string;
                        auth: string;
                    };
                };
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unsubscribeFromPush: {
        parameters: {
            query: {
                endpoint: string;
            };
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDeadLetters: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetters"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retryDeadLetters: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevivedLetters"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retryDeadLetter: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevivedLetters"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WhoAsks"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    login: string;
                    password: string;
                    remember?: boolean;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    finishSignIn: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    code: string;
                    remember?: boolean;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    confirmSession: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    password: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConfirmedSession"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnSessions"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    endSessions: {
        parameters: {
            query?: {
                keep?: "current";
            };
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    endSession: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPasskeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnPasskeys"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addPasskey: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    response: {
                        id: string;
                        rawId: string;
                        type: "public-key";
                        response: {
                            clientDataJSON: string;
                            attestationObject: string;
                            transports?: string[];
                        };
                        authenticatorAttachment?: "platform" | "cross-platform" | null;
                        clientExtensionResults?: {
                            [key: string]: unknown;
                        };
                    };
                    name?: string;
                };
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AddedPasskey"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    beginPasskey: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyCreationOptions"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    renamePasskey: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                passkeyId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removePasskey: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                passkeyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenAccount"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    beginPasskeySignIn: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyRequestOptions"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    signInWithPasskey: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    response: {
                        id: string;
                        rawId: string;
                        type: "public-key";
                        response: {
                            clientDataJSON: string;
                            authenticatorData: string;
                            signature: string;
                            userHandle?: string | null;
                        };
                        authenticatorAttachment?: "platform" | "cross-platform" | null;
                        clientExtensionResults?: {
                            [key: string]: unknown;
                        };
                    };
                    remember?: boolean;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    acknowledgeNotices: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcknowledgedNotices"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    password: string;
                    newPassword: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenAccount"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    endAccountSessions: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenAccount"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    acceptInvitation: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    login: string;
                    password: string;
                    name?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcceptedInvitation"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAccounts: {
        parameters: {
            query?: {
                role?: "organiser" | "reviewer" | "coordinator" | "auditor" | "screen";
                state?: "open" | "closed";
                collegeId?: string;
                unconfirmed?: "true" | "false";
                limit?: number;
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    inviteAccount: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    role: "organiser" | "reviewer" | "coordinator" | "auditor" | "screen";
                    collegeId?: string | null;
                    name?: string | null;
                };
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitation"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    inviteAgain: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitation"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    grantRole: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    role: "organiser" | "reviewer" | "coordinator" | "auditor" | "screen";
                    collegeId?: string | null;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenAccount"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeRole: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenAccount"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    confirmNoCollege: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenAccount"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    closeAccount: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenAccount"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSecondFactors: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnSecondFactors"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    offerSecondFactor: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfferedSecondFactor"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    confirmSecondFactor: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                factorId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    code: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    dropSecondFactor: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                factorId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenAccount"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replaceRecoveryCodes: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeSecondFactor: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenAccount"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLiveness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        status: "ok";
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        status: "ok" | "error" | "shutting_down";
                        parts: {
                            [key: string]: {
                                status: "up" | "down";
                            } & {
                                [key: string]: unknown;
                            };
                        };
                    };
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        status: "ok" | "error" | "shutting_down";
                        parts: {
                            [key: string]: {
                                status: "up" | "down";
                            } & {
                                [key: string]: unknown;
                            };
                        };
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
