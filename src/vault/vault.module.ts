import { Module } from '@nestjs/common';
import { PostgresVault } from './postgres-vault.repository.js';
import { Vault } from './vault.js';

@Module({ providers: [{ provide: Vault, useClass: PostgresVault }], exports: [Vault] })
export class VaultModule {}
