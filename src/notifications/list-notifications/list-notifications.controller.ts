import { QueryRoute } from '../../projector/query-route.js';
import { notificationFilter, notificationList } from '../notifications.schema.js';
import { ListNotifications } from './list-notifications.js';

export class ListNotificationsController extends QueryRoute(
  'GET api/notifications',
  {
    allow: ['coordinator', 'reviewer', 'organiser', 'auditor'],
    query: notificationFilter,
    response: notificationList,
  },
  ({ query, viewer }) => new ListNotifications(query, viewer),
) {}
