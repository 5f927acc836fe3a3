import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { CollegeRoll } from './college-roll.js';
import { RecordEnrolmentController } from './record-enrolment/record-enrolment.controller.js';
import { RecordEnrolmentHandler } from './record-enrolment/record-enrolment.handler.js';
import { RegisterCollegeController } from './register-college/register-college.controller.js';
import { RegisterCollegeHandler } from './register-college/register-college.handler.js';
import { RenameCollegeController } from './rename-college/rename-college.controller.js';
import { RenameCollegeHandler } from './rename-college/rename-college.handler.js';
import { SetCollegeAliasesController } from './set-college-aliases/set-college-aliases.controller.js';
import { SetCollegeAliasesHandler } from './set-college-aliases/set-college-aliases.handler.js';

@Module({
  imports: [CqrsModule],
  controllers: [
    RegisterCollegeController,
    RenameCollegeController,
    SetCollegeAliasesController,
    RecordEnrolmentController,
  ],
  providers: [
    CollegeRoll,
    RegisterCollegeHandler,
    RenameCollegeHandler,
    SetCollegeAliasesHandler,
    RecordEnrolmentHandler,
  ],
  exports: [CollegeRoll],
})
export class CollegesModule {}
