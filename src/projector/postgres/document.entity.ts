import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'read_model', name: 'document' })
export class DocumentEntity {
  @PrimaryColumn('text')
  projection: string;

  @PrimaryColumn('integer')
  generation: number;

  @PrimaryColumn('text')
  key: string;

  @Column('jsonb')
  body: object;
}
