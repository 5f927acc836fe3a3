import { writeMail } from './mail-text.js';

const template = {
  subject: 'Шешім: {title}',
  paragraphs: ['{name}, шешім қабылданды.'],
  button: 'Ашу',
  closing: ['Хат {place} келді.'],
};
const link = 'https://qorzhyn.example.kz/portal/actions/1?a=1&b=2';

describe('Mail text', () => {
  it('fills in the values and gives the link in text and HTML', () => {
    const values = { title: 'Сенбілік', name: 'Әсел', place: 'Qorzhyn-нан' };
    const { subject, text, html } = writeMail(template, 'kk', { values, link });
    expect(subject).toBe('Шешім: Сенбілік');
    expect(text).toBe(`Әсел, шешім қабылданды.\n\nАшу:\n${link}\n\nХат Qorzhyn-нан келді.\n`);
    expect(html).toContain('<html lang="kk">');
    expect(html).toContain('href="https://qorzhyn.example.kz/portal/actions/1?a=1&amp;b=2"');
  });

  it('keeps markup and line breaks of values out of mail and headers', () => {
    const values = { title: 'x\r\nBcc: a@b.kz', name: '<img src=x onerror=y>', place: '"' };
    const { subject, html } = writeMail(template, 'ru', { values });
    expect(subject).toBe('Шешім: x Bcc: a@b.kz');
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img src=x onerror=y&gt;');
  });

  it('lists items in their order, each with its link', () => {
    const items = [
      { words: 'Бірінші', link: 'https://a.example/1' },
      { words: 'Екінші <b>', link: 'https://a.example/2' },
    ];
    const { text, html } = writeMail({ subject: 's', paragraphs: ['p'] }, 'kk', { values: {}, items });
    expect(text).toBe('p\n\n– Бірінші\n  https://a.example/1\n\n– Екінші <b>\n  https://a.example/2\n');
    expect(html).toContain('<a href="https://a.example/2">Екінші &lt;b&gt;</a>');
  });

  it('leaves an unknown name as it stands', () => {
    expect(writeMail({ subject: '{constructor}', paragraphs: [] }, 'en', { values: {} }).subject).toBe('{constructor}');
  });
});
