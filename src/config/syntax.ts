import type { ErrorCode } from 'yaml';

/** What is wrong with the YAML. The parser's own sentences quote the text, which may be a password; these do not. */
export function syntaxWords(code: ErrorCode): string {
  return WORDS[code] ?? 'is no YAML here, `key: value` would be right';
}

const QUOTES = 'quotes around the whole value would be right';

const WORDS: Partial<Record<ErrorCode, string>> = {
  TAB_AS_INDENT: 'is indented with a tab, spaces would be right',
  TAG_RESOLVE_FAILED: 'has a tag that does not fit its value, the value alone would be right',
  BAD_INDENT: 'is indented differently from its neighbours, the same number of spaces would be right',
  BAD_SCALAR_START: `begins with a character that YAML keeps for itself, ${QUOTES}`,
  BAD_DQ_ESCAPE: 'has a \\ that escapes nothing inside "…", two of them or \'single quotes\' would be right',
  MISSING_CHAR:
    'lacks a character, a closing quote or bracket, a comma or a space after the colon would be right',
  MULTILINE_IMPLICIT_KEY: 'runs over several lines before its colon, `key: value` on one line would be right',
  BLOCK_AS_IMPLICIT_KEY: `has a second colon in one line, ${QUOTES}`,
  BLOCK_IN_FLOW: 'has indented lines inside { } or [ ], either braces or indentation would be right',
  MULTIPLE_DOCS: 'begins a second document (---), a single one would be right',
  BAD_ALIAS: `begins with * or & which YAML keeps for itself, ${QUOTES}`,
  ALIAS_PROPS: 'has an anchor or tag at an alias, the value itself would be right',
  MULTIPLE_ANCHORS: 'has several anchors, the value itself would be right',
  MULTIPLE_TAGS: 'has several tags, the value itself would be right',
  KEY_OVER_1024_CHARS: 'is too long for a key, `key: value` would be right',
  BAD_DIRECTIVE: 'is a directive (%) that YAML does not know, leaving it out would be right',
};
