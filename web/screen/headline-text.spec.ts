import { eventWords } from '../../src/events/event-words.js';
import { sceneNews, sceneRows } from '../../test/support/fictional-board.js';
import { newsSentence } from './headline-text.js';

const item = sceneNews(sceneRows('total')[0]!, 12, 1);

describe('newsSentence', () => {
  it('says what was done and the place after it', () => {
    expect(newsSentence(item, 'kk')).toBe('Қарашаш: 55 тал отырғызылды, енді 1-\u2060орында');
    expect(newsSentence({ ...item, points: 0 }, 'ru')).toBe('Карашаш: 55 деревьев высажено, баллы не изменились');
  });

  it('says in words of the server what new rules did', () => {
    const rules = {
      ...item,
      type: 'rules' as const,
      words: eventWords.RulebookPublished,
      collegeId: null,
      kindTitles: null,
    };
    const shortNames = { kk: 'Амал қоржыны', ru: 'Амал коржыны', en: 'Amal' };
    expect(newsSentence({ ...rules, shortNames, rank: null, points: 0, moved: 3 }, 'kk')).toBe(
      'Амал қоржыны: ұпай ережесі жаңарды',
    );
  });

  it('gives no place to a college that left', () => {
    const left = { ...item, type: 'left' as const, words: eventWords.CollegeLeft, rank: null, kindTitles: null };
    expect(newsSentence(left, 'ru')).toBe('Карашаш: колледж вышел из челленджа');
  });
});
