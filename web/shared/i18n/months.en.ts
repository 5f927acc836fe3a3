import { months } from '../format.js';

months.en = 'January February March April May June July August September October November December'.split(' ');
