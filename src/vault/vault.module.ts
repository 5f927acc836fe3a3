import { Global, Module } from '@nestjs/common';
import { PostgresVault } from './postgres-vault.repository.js';
import { Vault } from './vault.js';

@Global()
@Module({ providers: [{ provide: Vault, useClass: PostgresVault }], exports: [Vault] })
export class VaultModule {}
