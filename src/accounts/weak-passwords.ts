/** Words of the most common passwords, of people of this region too; `gfhjkm` is `пароль` on a Latin keyboard. */
const WORDS = `
  password passwort passcode passphrase parol пароль парольчик gfhjkm зфыыцщкв құпиясөз купиясоз qupiasoz qupiyasoz kupiyasoz
  admin administrator root user username guest test tester testing temp login logon signin welcome secret default changeme letmein access
  account master system server manager service support office computer internet google facebook instagram telegram whatsapp microsoft windows
  samsung iphone android nokia yandex mailru vkontakte hello privet привет ghbdtn salem сәлем салем iloveyou loveyou lovely loveme
  любовь люблю lubov ljubov махаббат mahabbat сүйемін dragon monkey tiger eagle shadow sunshine princess prince queen
  football soccer baseball basketball hockey superman batman spiderman pokemon naruto starwars minecraft roblox counterstrike killer hunter
  ranger buster tigger pepper ginger cookie chocolate cheese banana flower summer winter spring autumn freedom whatever trustno forever
  charlie thomas robert george andrew daniel michael jordan joshua matthew jessica jennifer ashley nicole amanda michelle maggie
  marina natasha наташа марина андрей andrey andrei сергей sergey sergei максим maksim maxim никита nikita дмитрий dmitry александр
  alexander aleksandr настя nastya anastasia екатерина katya daria dasha ольга olga elena svetlana vladimir ivanov иванов солнышко solnyshko
  зайка котик красотка spartak спартак zenit зенит barcelona liverpool chelsea arsenal ronaldo messi
  rossiya россия russia moscow moskva москва kazakhstan kazakstan qazaqstan казахстан қазақстан qazaqstan алматы almaty астана astana
  aqtau aktau ақтау актау mangystau mangistau mangghystau маңғыстау мангистау мангыстау zhanaozen жаңаөзен жанаозен
  nursultan aigul айгүл айгуль aruzhan аружан nurlan нұрлан нурлан erlan ерлан bolat болат bekzat ainur айнұр айнур
  college kolledzh kolledj колледж student студент teacher учитель мұғалім director директор school mektep мектеп
  qorzhyn qorjyn korzhyn korjyn qorzhyny korzhyny қоржын коржын қоржыны коржыны amal амал challenge челлендж leaderboard
`;
/** Rows and columns of keyboards, alphabets and digits. */
const ROWS = `
  1234567890 0123456789 qwertyuiop asdfghjkl zxcvbnm qwertzuiop azertyuiop йцукенгшщзхъ фывапролджэ ячсмитьбю әіңғүұқөһ
  abcdefghijklmnopqrstuvwxyz абвгдеёжзийклмнопрстуфхцчшщъыьэюя абвгдежзийклмн аәбвгғдеёжзиклмнңоө
  1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol 1q2w3e4r5t6y7u8i9o0p q1w2e3r4t5y6u7i8o9p0 1йфя2цыч3увс4кам5епи6нрт7гоь8шлб9щдю й1ц2у3к4е5н6г7ш8щ9з0
`;

const listed = (list: string) => [...new Set(list.trim().split(/\s+/))].sort((a, b) => b.length - a.length);
const LOOKALIKES: Readonly<Record<string, string>> = { a: '[a@4]', e: '[e3]', i: '[i1!]', o: '[o0]', s: '[s$5]' };
const withLookalikes = (word: string) => word.replaceAll(/[aeios]/g, (letter) => LOOKALIKES[letter]!);

/** Common words, also with digits in place of letters, and years. */
export const commonWords = new RegExp(`${listed(WORDS).map(withLookalikes).join('|')}|(?:19|20)\\d\\d`, 'gu');

const optional = (text: string): string => (text === '' ? '' : `(?:${text[0]}${optional(text.slice(1))})?`);
/** Every part of a row that is three characters or longer, forwards and backwards. */
const runsOf = (row: string) =>
  [row, [...row].reverse().join('')].flatMap((one) =>
    [...one].slice(2).map((_, start) => one.slice(start, start + 3) + optional(one.slice(start + 3))),
  );

/** Three or more neighbours, or the same character. */
export const keyboardRuns = new RegExp(`${listed(ROWS).flatMap(runsOf).join('|')}|(.)\\1{2,}`, 'gu');
