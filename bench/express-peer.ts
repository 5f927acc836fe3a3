import 'reflect-metadata';
import { createHash, randomBytes } from 'node:crypto';
import {
  Body,
  Controller,
  HttpCode,
  Injectable,
  Module,
  Param,
  Put,
  SetMetadata,
  UnauthorizedException,
  ValidationPipe,
  type CanActivate,
  type ExecutionContext,
  type INestApplication,
} from '@nestjs/common';
import { APP_GUARD, NestFactory, Reflector } from '@nestjs/core';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsISO8601,
  IsObject,
  IsString,
  Length,
  Matches,
  Min,
  ValidateNested,
} from 'class-validator';
import { serveRpc } from './rpc-process.js';

const idShape = /^[a-z0-9][a-z0-9-]{0,63}$/;

class ClaimedNumber {
  @IsInt()
  @Min(0)
  value!: number;

  @IsIn(['exact', 'about', 'at-least'])
  precision!: string;
}

class Claimed {
  @ValidateNested()
  @Type(() => ClaimedNumber)
  beneficiaries!: ClaimedNumber;
}

class SubmitBody {
  @Matches(idShape)
  challengeId!: string;

  @Matches(idShape)
  collegeId!: string;

  @IsString()
  @Length(1, 8)
  kind!: string;

  @IsISO8601({ strict: true })
  doneOn!: string;

  @IsObject()
  @ValidateNested()
  @Type(() => Claimed)
  claimed!: Claimed;

  @IsArray()
  @ArrayMaxSize(50)
  @Matches(idShape, { each: true })
  partners!: string[];
}

const Roles = (...roles: string[]) => SetMetadata('roles', roles);

/** Sessions in memory, by the hash of their token. */
@Injectable()
export class PeerSessions {
  private readonly kept = new Map<string, { accountId: string; role: string }>();

  start(accountId: string, role: string): string {
    const token = randomBytes(32).toString('base64url');
    this.kept.set(hashOf(token), { accountId, role });
    return `session=${token}`;
  }

  of(cookie: string | undefined) {
    const token = /(?:^|; )session=([^;]+)/.exec(cookie ?? '')?.[1];
    return token === undefined ? undefined : this.kept.get(hashOf(token));
  }
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('base64');

@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    private readonly sessions: PeerSessions,
    private readonly reflector: Reflector,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const session = this.sessions.of(context.switchToHttp().getRequest().headers.cookie);
    if (!session) throw new UnauthorizedException();
    return this.reflector.get<string[]>('roles', context.getHandler()).includes(session.role);
  }
}

@Controller('api/actions')
export class SubmitController {
  private readonly kinds = new Map<string, number>();
  private position = 0;

  @Put(':id')
  @HttpCode(201)
  @Roles('organiser')
  submit(@Param('id') actionId: string, @Body() { kind }: SubmitBody) {
    this.kinds.set(kind, (this.kinds.get(kind) ?? 0) + 1);
    this.position += 1;
    return { position: String(this.position), actionId };
  }
}

@Module({
  controllers: [SubmitController],
  providers: [PeerSessions, { provide: APP_GUARD, useClass: SessionGuard }],
})
export class PeerModule {}

let app: INestApplication | null = null;

async function open(): Promise<{ url: string; cookie: string }> {
  app = await NestFactory.create(PeerModule, { logger: false });
  app.useGlobalPipes(new ValidationPipe({ whitelist: true, forbidNonWhitelisted: true, transform: true }));
  await app.listen(0, '127.0.0.1');
  return { url: await app.getUrl(), cookie: app.get(PeerSessions).start('organiser', 'organiser') };
}

serveRpc({ open, close: () => app?.close() });
