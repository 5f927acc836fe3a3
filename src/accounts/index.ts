export { AcceptInvitation, acceptSchema } from './accept-invitation/accept-invitation.js';
export { AccountDirectory } from './account-directory.js';
export { AccountRows } from './accounts.repository.js';
export { ErasePerson } from './erase-person/erase-person.js';
export { passwordRefusal } from './passwords.js';
export { type OfferedFactor, OwnFactors } from './second-factor/own-factors.js';
export { SecondStep } from './sign-in/second-step.js';
export { SignIn } from './sign-in/sign-in.js';
