import 'reflect-metadata';
import { createHash, randomBytes } from 'node:crypto';
import {
  Body,
  ConflictException,
  Controller,
  HttpCode,
  Injectable,
  Module,
  Param,
  Post,
  UnauthorizedException,
  ValidationPipe,
  type CanActivate,
  type ExecutionContext,
  type INestApplication,
} from '@nestjs/common';
import { APP_GUARD, NestFactory } from '@nestjs/core';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { TypeOrmModule } from '@nestjs/typeorm';
import { WebSocketGateway, WebSocketServer } from '@nestjs/websockets';
import { Type } from 'class-transformer';
import { IsInt, IsObject, Max, Min, ValidateNested } from 'class-validator';
import type { Server } from 'socket.io';
import { Column, DataSource, Entity, PrimaryColumn, PrimaryGeneratedColumn, Unique, type EntityManager } from 'typeorm';

// The same work, written naively: a lock, an event, a total, a ranked query, the whole board to everybody.

@Entity('naive_actions')
class ActionRow {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  collegeId!: string;

  @Column('text')
  status!: string;
}

@Entity('naive_events')
@Unique(['stream', 'revision'])
class EventRow {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' })
  position!: string;

  @Column('text')
  stream!: string;

  @Column('integer')
  revision!: number;

  @Column('text')
  type!: string;

  @Column('jsonb')
  data!: object;
}

@Entity('naive_scores')
class ScoreRow {
  @PrimaryColumn('text')
  collegeId!: string;

  @Column('integer')
  points!: number;
}

class Verified {
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  beneficiaries!: number;
}

class ApproveBody {
  @IsObject()
  @ValidateNested()
  @Type(() => Verified)
  verified!: Verified;
}

@WebSocketGateway()
export class BoardGateway {
  @WebSocketServer()
  server!: Server;
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('base64');
const sessions = new Map<string, string>();

@Injectable()
export class SessionGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const cookie = context.switchToHttp().getRequest().headers.cookie ?? '';
    const token = /(?:^|; )session=([^;]+)/.exec(cookie)?.[1] ?? '';
    if (sessions.get(hashOf(token)) !== 'reviewer') throw new UnauthorizedException();
    return true;
  }
}

const APPEND_LOCK = 1;

@Injectable()
export class Approvals {
  constructor(
    private readonly database: DataSource,
    private readonly gateway: BoardGateway,
  ) {}

  async approve(id: string, beneficiaries: number): Promise<string> {
    const position = await this.database.transaction((manager) => this.decide(manager, id, beneficiaries));
    this.gateway.server.emit('board', await this.board());
    return position;
  }

  private async decide(manager: EntityManager, id: string, beneficiaries: number): Promise<string> {
    await manager.query('SELECT pg_advisory_xact_lock($1)', [APPEND_LOCK]);
    const action = await manager.findOneBy(ActionRow, { id });
    if (action?.status !== 'submitted') throw new ConflictException();
    const event = { stream: `action-${id}`, revision: 1, type: 'ActionApproved', data: { id, beneficiaries } };
    const { position } = await manager.save(EventRow, event as EventRow);
    await manager.update(ActionRow, { id }, { status: 'approved' });
    await manager.query(
      `INSERT INTO naive_scores ("collegeId", points) VALUES ($1, $2)
         ON CONFLICT ("collegeId") DO UPDATE SET points = naive_scores.points + excluded.points`,
      [action.collegeId, beneficiaries],
    );
    return position;
  }

  private board(): Promise<object[]> {
    return this.database.query(
      'SELECT "collegeId", points, rank() OVER (ORDER BY points DESC)::integer AS rank FROM naive_scores ORDER BY rank, "collegeId"',
    );
  }
}

@Controller('api/actions')
export class ApproveController {
  constructor(private readonly approvals: Approvals) {}

  @Post(':id/approve')
  @HttpCode(200)
  async approve(@Param('id') actionId: string, @Body() { verified }: ApproveBody) {
    return { position: await this.approvals.approve(actionId, verified.beneficiaries), actionId, decided: true };
  }
}

@Module({})
export class NaiveModule {
  static at(url: string) {
    const entities = [ActionRow, EventRow, ScoreRow];
    return {
      module: NaiveModule,
      imports: [TypeOrmModule.forRoot({ type: 'postgres', url, entities, synchronize: true, extra: { max: 20 } })],
      controllers: [ApproveController],
      providers: [BoardGateway, Approvals, { provide: APP_GUARD, useClass: SessionGuard }],
    };
  }
}

let app: INestApplication | null = null;

async function open({ url }: { url: string }): Promise<{ url: string; cookie: string }> {
  app = await NestFactory.create(NaiveModule.at(url), { logger: false });
  app.useWebSocketAdapter(new IoAdapter(app));
  app.useGlobalPipes(new ValidationPipe({ whitelist: true, forbidNonWhitelisted: true, transform: true }));
  await app.listen(0, '127.0.0.1');
  const token = randomBytes(32).toString('base64url');
  sessions.set(hashOf(token), 'reviewer');
  return { url: await app.getUrl(), cookie: `session=${token}` };
}

/** Submitted actions `action-<n>`, whose colleges take turns. */
async function submit({ first, count, colleges }: { first: number; count: number; colleges: number }): Promise<void> {
  await app!.get(DataSource).query(
    `WITH filed AS (
       INSERT INTO naive_actions (id, "collegeId", status)
       SELECT 'action-' || n, 'college-' || n % $3, 'submitted' FROM generate_series($1::integer, $1::integer + $2::integer - 1) n
       RETURNING id)
     INSERT INTO naive_events (stream, revision, type, data) SELECT 'action-' || id, 0, 'ActionSubmitted', '{}' FROM filed`,
    [first, count, colleges],
  );
}

/** How many events say that an action was approved. */
async function approved(): Promise<number> {
  return app!.get(DataSource).getRepository(EventRow).countBy({ type: 'ActionApproved' });
}

export const rpc = { open, submit, approved, close: () => app?.close() };
