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
