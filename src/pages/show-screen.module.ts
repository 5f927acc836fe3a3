import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { PageReader } from './page-reader.js';
import { ShowScreenController } from './show-screen.controller.js';
import { WebBuild } from './web-build.js';

/** The public pages: the hall screen, the phone page, and their files. */
@Module({
  imports: [CqrsModule],
  controllers: [ShowScreenController],
  providers: [PageReader, { provide: WebBuild, useFactory: () => new WebBuild() }],
})
export class ShowScreenModule {}
