import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { RateLimits } from './limits/rate-limits.js';
import { OpenApi } from './openapi/openapi.js';
import { RequestAddress } from './request-address.js';
import { Retention } from './retention.js';
import { BetweenProcesses } from './sockets/between-processes.js';

/** What features use of the HTTP layer. */
@Module({
  imports: [DiscoveryModule],
  providers: [RateLimits, RequestAddress, OpenApi, Retention, BetweenProcesses],
  exports: [RateLimits, RequestAddress, OpenApi, Retention, BetweenProcesses],
})
export class HttpServicesModule {}
