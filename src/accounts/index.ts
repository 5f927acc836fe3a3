export { AcceptInvitation, acceptSchema } from './accept-invitation/accept-invitation.js';
export { AccountDirectory } from './account-directory.js';
export { passwordRefusal } from './passwords.js';
export { SignIn } from './sign-in/sign-in.js';
