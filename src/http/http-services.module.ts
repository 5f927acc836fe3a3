import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { RateLimits } from './limits/rate-limits.js';
import { OpenApi } from './openapi/openapi.js';
import { RequestAddress } from './request-address.js';
import { Retention } from './retention.js';

/** Services of the HTTP layer for features. */
@Module({
  imports: [DiscoveryModule],
  providers: [RateLimits, RequestAddress, OpenApi, Retention],
  exports: [RateLimits, RequestAddress, OpenApi, Retention],
})
export class HttpServicesModule {}
