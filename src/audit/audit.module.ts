import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AccountsModule } from '../accounts/accounts.module.js';
import { ProjectorModule } from '../projector/projector.module.js';
import { ListAuditController } from './list-audit/list-audit.controller.js';
import { ListAuditHandler } from './list-audit/list-audit.handler.js';

@Module({
  imports: [CqrsModule, ProjectorModule, AccountsModule],
  controllers: [ListAuditController],
  providers: [ListAuditHandler],
})
export class AuditModule {}
