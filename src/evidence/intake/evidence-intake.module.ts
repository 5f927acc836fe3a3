import { Module, type OnApplicationShutdown } from '@nestjs/common';
import { EvidenceIntake } from './evidence-intake.js';

@Module({
  providers: [{ provide: EvidenceIntake, useFactory: () => new EvidenceIntake() }],
  exports: [EvidenceIntake],
})
export class EvidenceIntakeModule implements OnApplicationShutdown {
  constructor(private readonly intake: EvidenceIntake) {}

  async onApplicationShutdown(): Promise<void> {
    await this.intake.close();
  }
}
