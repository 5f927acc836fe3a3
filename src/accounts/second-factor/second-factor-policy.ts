import type { Environment } from '../../config/environment.js';
import type { Account } from '../account.js';

type Settings = Pick<Environment, 'QORZHYN_SECOND_FACTOR' | 'QORZHYN_SECOND_FACTOR_ROLES'>;

export const isSecondFactorOn = ({ QORZHYN_SECOND_FACTOR: setting }: Settings): boolean => setting !== 'off';

/** True when a password needs the second step. A passkey counts where the role needs more than a password. */
export const asksSecondFactor = (settings: Settings, account: Account): boolean =>
  isSecondFactorOn(settings) &&
  account.state === 'open' &&
  (account.factors.length > 0 || (account.passkeys.length > 0 && requiresSecondFactor(settings, account)));

/** True when the role needs a factor. */
export const requiresSecondFactor = (settings: Settings, account: Account): boolean =>
  settings.QORZHYN_SECOND_FACTOR === 'required' &&
  account.state === 'open' &&
  settings.QORZHYN_SECOND_FACTOR_ROLES.some((role) => role === account.role);

/** True when the person must add a factor before anything else. */
export const lacksSecondFactor = (settings: Settings, account: Account): boolean =>
  account.state === 'open' &&
  account.factors.length === 0 &&
  account.passkeys.length === 0 &&
  requiresSecondFactor(settings, account);
