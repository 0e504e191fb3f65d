import { NotFoundError } from '../../lib/errors';
import { defaultLanguage } from '../../messages/messages';
import { SurveyVersion } from '../../models';
import { columnsOf, type Column } from '../../survey-engine/columns';
import { compileDefinition, type CompiledSurvey } from '../../survey-engine/compile';
import type { SurveyDefinition } from '../../survey-engine/definition';
import { forgetVersionFiles } from './version-file';

export interface LoadedVersion {
  version: SurveyVersion;
  definition: SurveyDefinition;
  compiled: CompiledSurvey;
  columns: Column[];
  /** The same columns with titles and labels in the language the form is asked in. */
  shownColumns: Column[];
}

// Four forms with a few versions in use each; a compiled form takes some hundred kilobytes.
const most = 24;
const loaded = new Map<number, Promise<LoadedVersion>>();

/**
 * A published version, compiled. Versions are never changed, so what one process keeps can never
 * differ from the database; the times and the open link of a form can, and are not kept here.
 *
 * @throws NotFoundError
 */
export async function loadVersion(versionId: number): Promise<LoadedVersion> {
  const known = loaded.get(versionId);
  if (known !== undefined) {
    // The order of a Map is that of insertion: the last used goes to the end.
    loaded.delete(versionId);
    loaded.set(versionId, known);
    return known;
  }
  const loading = compileVersion(versionId);
  loaded.set(versionId, loading);
  for (const oldest of loaded.keys()) {
    if (loaded.size <= most) break;
    loaded.delete(oldest);
  }
  try {
    return await loading;
  } catch (error) {
    loaded.delete(versionId);
    throw error;
  }
}

/** Forgets all versions: another database was opened, whose numbers mean other texts. */
export function forgetVersions(): void {
  loaded.clear();
  forgetVersionFiles();
}

/** The language a version is asked in; English while there is none. */
export async function languageOfVersion(versionId: number | null): Promise<string> {
  return versionId === null ? defaultLanguage : (await loadVersion(versionId)).compiled.language;
}

async function compileVersion(versionId: number): Promise<LoadedVersion> {
  const version = await SurveyVersion.findByPk(versionId);
  if (version === null) throw new NotFoundError('There is no such version of a questionnaire.');
  const definition = JSON.parse(version.definition) as SurveyDefinition;
  const compiled = compileDefinition(definition);
  const columns = columnsOf(definition);
  const { language } = compiled;
  return {
    version,
    definition,
    compiled,
    columns,
    shownColumns: language === defaultLanguage ? columns : columnsOf(definition, language),
  };
}
