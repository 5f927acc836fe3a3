export { OwnNotificationSettings } from './settings/own-notification-settings.js';
