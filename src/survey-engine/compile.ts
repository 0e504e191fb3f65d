import { ANSWER_LIMITS } from './answer-limits';
import { compilePattern } from './check-patterns';
import type { CompiledField, CompiledSurvey, CompiledValidator } from './compiled-survey';
import { compileRule, groupOf, type RuleCompiler } from './compile-rule';
import {
  isPanel,
  localized,
  titleOf,
  walkQuestions,
  type ElementDefinition,
  type QuestionDefinition,
  type SurveyDefinition,
  type ValidatorDefinition,
} from './definition';
import { computingOrder } from './computing-order';
import { CLOCK_FUNCTIONS, functionsIn } from './expression-text';
import { ExpressionCompiler } from './expressions';
import { languageOf } from './language';

export type { CompiledSurvey } from './compiled-survey';

/** What a field takes over from the page and panels around it. */
interface Surroundings {
  shown: boolean;
  readOnly: boolean;
  visibleIf: string[];
  enableIf: string[];
}

const OPEN: Surroundings = { shown: true, readOnly: false, visibleIf: [], enableIf: [] };

/**
 * Compiles a definition that `checkDefinition` found without errors. Takes some milliseconds; cache the
 * result by version. The result holds no state of a check and may be shared.
 */
export function compileDefinition(definition: SurveyDefinition): CompiledSurvey {
  const ordered = new Set<string>();
  walkQuestions(definition, (question) => {
    if (question.type === 'ranking') ordered.add(question.name);
  });
  const language = languageOf(definition);
  const compiler = new FieldCompiler(new ExpressionCompiler(ordered), language);
  const fields = definition.pages.flatMap((page) =>
    compiler.elements(page.elements, compiler.within(OPEN, page)),
  );
  const computed = computingOrder(definition).steps.map(({ kind, name, expression }) => ({
    kind,
    name,
    formula: compiler.compileExpression(expression),
  }));
  return {
    definition,
    language,
    group: groupOf(fields),
    computed,
    expressionCount: compiler.expressions.count,
    usesClock: compiler.usesClock,
  };
}

class FieldCompiler implements RuleCompiler {
  usesClock = false;

  constructor(
    readonly expressions: ExpressionCompiler,
    private readonly language: string,
  ) {}

  compileExpression(text: string): ReturnType<ExpressionCompiler['compile']> {
    this.usesClock ||= functionsIn(text).some((name) => CLOCK_FUNCTIONS.has(name));
    return this.expressions.compile(text);
  }

  within(
    outer: Surroundings,
    part: { visible?: boolean; readOnly?: boolean; visibleIf?: string; enableIf?: string },
  ): Surroundings {
    return {
      shown: outer.shown && part.visible !== false,
      readOnly: outer.readOnly || part.readOnly === true,
      visibleIf: part.visibleIf ? [...outer.visibleIf, part.visibleIf] : outer.visibleIf,
      enableIf: part.enableIf ? [...outer.enableIf, part.enableIf] : outer.enableIf,
    };
  }

  elements(elements: ElementDefinition[], outer: Surroundings = OPEN): CompiledField[] {
    return elements.flatMap((element) => {
      if (isPanel(element)) return this.elements(element.elements, this.within(outer, element));
      return element.type === 'html' ? [] : [this.field(element, outer)];
    });
  }

  field(question: QuestionDefinition, outer: Surroundings = OPEN): CompiledField {
    const around = this.within(outer, question);
    return {
      key: question.name,
      title: titleOf(question, this.language),
      shown: around.shown,
      readOnly: around.readOnly,
      visible: around.visibleIf.map((text) => this.compileExpression(text)),
      enabled: around.enableIf.map((text) => this.compileExpression(text)),
      required: question.isRequired === true,
      ...(question.requiredIf ? { requiredIf: this.compileExpression(question.requiredIf) } : {}),
      defaultValue: question.defaultValue,
      requiredText: localized(question.requiredErrorText, this.language),
      rule: compileRule(question, this),
      ...commentOf(question),
      validators: (question.validators ?? []).map((validator) => this.validator(validator)),
    };
  }

  private validator(validator: ValidatorDefinition): CompiledValidator {
    const text = localized(validator.text, this.language);
    switch (validator.type) {
      case 'numeric':
        return {
          type: 'numeric',
          text,
          ...(validator.minValue === undefined ? {} : { min: validator.minValue }),
          ...(validator.maxValue === undefined ? {} : { max: validator.maxValue }),
        };
      case 'text':
        return {
          type: 'text',
          text,
          min: validator.minLength ?? 0,
          max: validator.maxLength ?? 0,
          digits: validator.allowDigits !== false,
        };
      case 'email':
        return { type: 'email', text };
      case 'regex':
        return {
          type: 'regex',
          text,
          pattern: compilePattern(validator.regex ?? '', validator.caseInsensitive === true),
        };
      case 'expression':
        return {
          type: 'expression',
          text,
          expression: this.compileExpression(validator.expression ?? ''),
        };
      case 'answercount':
        return {
          type: 'answercount',
          text,
          min: validator.minCount ?? 0,
          max: validator.maxCount ?? 0,
        };
    }
  }
}

function commentOf(question: QuestionDefinition): Pick<CompiledField, 'comment'> {
  if (question.showOtherItem !== true && question.showCommentArea !== true) return {};
  return {
    comment: {
      key: `${question.name}-Comment`,
      maxLength: ANSWER_LIMITS.textLength,
      onlyWithOther: question.showOtherItem === true,
    },
  };
}
