import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { EventStoreModule } from '../event-store/event-store.module.js';
import { ruleHandlers } from '../event-store/rule-handlers.js';
import { VaultModule } from '../vault/vault.module.js';
import { ProjectorModule } from '../projector/projector.module.js';
import { AccountsModule } from '../accounts/accounts.module.js';
import { college, collegeStream } from './college.js';
import { CollegeDirectory } from './college-directory.js';
import { CorrectDistrictController } from './correct-district/correct-district.controller.js';
import { CorrectDistrict, correctDistrict } from './correct-district/correct-district.js';
import { FindCollegeUses } from './college-uses.js';
import { CloseCollegeController } from './close-college/close-college.controller.js';
import { CloseCollege, closeCollege } from './close-college/close-college.js';
import { endingHandler } from './ending-handler.js';
import { MergeCollegeController } from './merge-college/merge-college.controller.js';
import { MergeCollege, mergeCollege } from './merge-college/merge-college.js';
import { ReopenCollegeController } from './reopen-college/reopen-college.controller.js';
import { ReopenCollege, reopenCollege } from './reopen-college/reopen-college.js';
import { SplitCollegeController } from './split-college/split-college.controller.js';
import { SplitCollege, splitCollege } from './split-college/split-college.js';
import { namingHandler } from './naming-handler.js';
import { RosterTemplateController } from './import-roster/roster-template.controller.js';
import { RecordEnrolmentController } from './record-enrolment/record-enrolment.controller.js';
import { RecordEnrolmentHandler } from './record-enrolment/record-enrolment.handler.js';
import { RegisterCollegeController } from './register-college/register-college.controller.js';
import { RegisterCollege, registerCollege } from './register-college/register-college.js';
import { RenameCollegeController } from './rename-college/rename-college.controller.js';
import { RenameCollege, renameCollege } from './rename-college/rename-college.js';
import { SetCollegeAliasesController } from './set-college-aliases/set-college-aliases.controller.js';
import { SetCollegeAliases, setCollegeAliases } from './set-college-aliases/set-college-aliases.js';
import { ListCollegesController } from './list-colleges/list-colleges.controller.js';
import { ListCollegesHandler } from './list-colleges/list-colleges.handler.js';
import { GetCollegeController } from './get-college/get-college.controller.js';
import { GetCollegeHandler } from './get-college/get-college.handler.js';
import { GetJournalController } from './get-journal/get-journal.controller.js';
import { GetJournalHandler } from './get-journal/get-journal.handler.js';

@Module({
  imports: [CqrsModule, AccountsModule, ProjectorModule, EventStoreModule, VaultModule],
  controllers: [
    ListCollegesController,
    GetCollegeController,
    GetJournalController,
    RegisterCollegeController,
    RenameCollegeController,
    CorrectDistrictController,
    SetCollegeAliasesController,
    RecordEnrolmentController,
    MergeCollegeController,
    SplitCollegeController,
    CloseCollegeController,
    ReopenCollegeController,
    RosterTemplateController,
  ],
  providers: [
    ListCollegesHandler,
    GetCollegeHandler,
    GetJournalHandler,
    CollegeDirectory,
    namingHandler(RegisterCollege, registerCollege),
    namingHandler(RenameCollege, renameCollege),
    ruleHandlers('collegeId', collegeStream, college)(CorrectDistrict, correctDistrict),
    namingHandler(SetCollegeAliases, setCollegeAliases),
    RecordEnrolmentHandler,
    FindCollegeUses,
    endingHandler(MergeCollege, mergeCollege),
    endingHandler(SplitCollege, splitCollege),
    endingHandler(CloseCollege, closeCollege),
    endingHandler(ReopenCollege, reopenCollege),
  ],
  exports: [CollegeDirectory],
})
export class CollegesModule {}
