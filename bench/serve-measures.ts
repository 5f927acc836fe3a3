import { measureFold } from './capacity/folded-history.js';
import { measureColleges } from './growth-colleges.js';
import { measureEvents } from './growth-events.js';
import { measureLists } from './growth-lists.js';
import { serveRpc } from './rpc-process.js';

// Each measure runs in a fresh process, so that none finds the heap of another.
serveRpc({ colleges: measureColleges, events: measureEvents, lists: measureLists, fold: measureFold });
