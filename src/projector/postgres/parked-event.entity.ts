import { Column, Entity, PrimaryColumn } from 'typeorm';

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
