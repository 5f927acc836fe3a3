import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'read_model', name: 'generation' })
export class GenerationEntity {
  @PrimaryColumn('text')
  projection: string;

  @PrimaryColumn('integer')
  generation: number;

  @Column('integer')
  version: number;

  @Column('text', { nullable: true })
  position: string | null;

  @Column('boolean')
  live: boolean;
}

@Entity({ schema: 'read_model', name: 'parked_event' })
export class ParkedEventEntity {
  @PrimaryColumn('text')
  projection: string;

  @PrimaryColumn('integer')
  generation: number;

  @PrimaryColumn('text')
  stream: string;

  @Column('text', { name: 'event_id' })
  eventId: string;

  @Column('text')
  type: string;

  @Column('integer')
  revision: number;

  @Column('text')
  position: string;

  @Column('text')
  error: string;
}

@Entity({ schema: 'read_model', name: 'fold_snapshot' })
export class SnapshotEntity {
  @PrimaryColumn('text')
  projection: string;

  @PrimaryColumn('integer')
  generation: number;

  @PrimaryColumn('text')
  key: string;

  @PrimaryColumn('text')
  position: string;

  @Column('text', { name: 'event_id' })
  eventId: string;

  @Column('bytea')
  body: Buffer;
}

/** Documents have no entity: SQL statements read and write them in bulk. */
export const readModelEntities = [GenerationEntity, ParkedEventEntity, SnapshotEntity];
