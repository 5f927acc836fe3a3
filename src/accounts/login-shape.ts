/** Logins are plain ASCII, so that no two look alike. */
export const loginShape = /^[a-z0-9][a-z0-9._@+-]{2,63}$/;

export const normalLogin = (login: string): string => login.trim().toLowerCase();
