import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'read_model', name: 'fold_snapshot' })
export class FoldSnapshotEntity {
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
