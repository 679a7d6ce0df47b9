/** Takes the indentation out of lit's templates: a line break between two tags or attributes needs no twelve spaces. */
export function collapseTemplates() {
  return {
    name: 'collapse-templates',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      // json-view draws a line break for each line of a record.
      if (!/\/src\/.*\.ts$/.test(id) || id.endsWith('json-view.ts') || !code.includes('html`')) return undefined;
      return { code: code.replace(/\n[ \t]+(?=[<@.?a-z$])/g, (all) => (all.includes('\n') ? '\n' : all)), map: null };
    },
  };
}
