import { describe, expect, it } from 'vitest';
import { readXml, XML_BYTES_MAX, XmlRefusal } from './read-xml.ts';

function tagsOf(source: string | Uint8Array): string[] {
  const tags: string[] = [];
  readXml(source, {
    open: (name, { id = '' }, depth) => tags.push(`${depth}${name}${id}`),
    close: (name, depth) => tags.push(`${depth}/${name}`),
  });
  return tags;
}

const BOMB = `<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;&x;">]><a id="&y;"/>`;

describe('readXml', () => {
  it('reads tags with their attributes and depth, with and without BOM', () => {
    const xml = '<?xml version="1.0" encoding="UTF-8"?>\n<a id="1"><b id="&lt;ø"/>text</a>';
    const tags = ['0a1', '1b<ø', '1/b', '0/a'];
    expect(tagsOf(xml)).toEqual(tags);
    expect(tagsOf(Buffer.from(xml))).toEqual(tags);
    expect(tagsOf(Buffer.from(`\uFEFF${xml}`))).toEqual(tags);
  });

  it.each([
    ['an entity bomb', BOMB, 'a DOCTYPE is not accepted'],
    ['an outside entity', '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', 'DOCTYPE'],
    ['an unknown entity', '<a id="&x;"/>', 'not well-formed'],
    ['deep nesting', '<a>'.repeat(40), 'nested deeper than 32 levels'],
    ['a cut document', '<a><b id="1"', 'not well-formed'],
    ['an open element', '<a><b/>', 'not well-formed'],
    ['two roots', '<a/><b/>', 'not well-formed'],
    ['an attribute twice', '<a id="1" id="2"/>', 'not well-formed'],
    ['nothing', '', 'not XML'],
    ['words', 'hello', 'not XML'],
    ['JSON', '{"a": 1}', 'not XML'],
    ['another encoding', '<?xml version="1.0" encoding="ISO-8859-1"?><a/>', 'is not UTF-8'],
    ['bytes that are no text', Uint8Array.of(0xff, 0xfe, 0x3c), 'not UTF-8 text'],
    ['UTF-16', Buffer.from('<a/>', 'utf16le'), 'not well-formed'],
    ['too much', `<a>${' '.repeat(XML_BYTES_MAX)}</a>`, 'larger than 10 MB'],
  ])('refuses %s', (_what, source, reason) => {
    expect(() => tagsOf(source)).toThrow(XmlRefusal);
    expect(() => tagsOf(source)).toThrow(reason);
  });

  it('takes a document up to the limit', () => {
    const filler = ' '.repeat(XML_BYTES_MAX - 7);
    expect(tagsOf(`<a>${filler}</a>`)).toEqual(['0a', '0/a']);
  });
});
