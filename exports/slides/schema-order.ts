const presentation = 'ppt/presentation.xml';
const types = '[Content_Types].xml';

/**
 * Brings the parts of a presentation into the form of the schema (ECMA-376 part 1, 19.2.1.26 and
 * 21.2.2.16). pptxgenjs names masters that are not there, gives each chart an axis that it does not
 * have, and puts the list of notes masters after the slides; strict readers offer to repair such files.
 * @param parts by their paths; changed in place
 */
export function keepToSchema(parts: Map<string, Buffer>): void {
  const change = (name: string, changed: (xml: string) => string): void => {
    const part = parts.get(name);
    if (part === undefined) throw new Error(`The presentation has no ${name}.`);
    parts.set(name, Buffer.from(changed(part.toString('utf8'))));
  };
  change(types, (xml) =>
    xml.replace(/<Override PartName="\/([^"]+)"[^>]*\/>/g, (override, name: string) =>
      parts.has(name) ? override : '',
    ),
  );
  change(presentation, (xml) => {
    const [list = ''] = /<p:notesMasterIdLst>.*?<\/p:notesMasterIdLst>/s.exec(xml) ?? [];
    return xml.replace(list, '').replace('</p:sldMasterIdLst>', (end) => end + list);
  });
  for (const name of parts.keys()) {
    if (/^ppt\/charts\/chart\d+\.xml$/.test(name)) change(name, withItsAxesAlone);
  }
}

function withItsAxesAlone(xml: string): string {
  const axes = new Set(
    [...xml.matchAll(/<c:(?:cat|val)Ax>\s*<c:axId val="(\d+)"\/>/g)].map(([, id]) => id),
  );
  return xml.replace(/<c:axId val="(\d+)"\/>/g, (axis, id: string) => (axes.has(id) ? axis : ''));
}
