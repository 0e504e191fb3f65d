import type { Model } from 'survey-core';

/** What the form library's own markup lacks for people who do not see the page. */
export function repairMarkup(model: Model): void {
  model.onAfterRenderQuestion.add((_sender, { htmlElement }) => {
    nameGroups(htmlElement);
    nameFields(htmlElement);
    hideDecoration(htmlElement);
    nameFileButtons(htmlElement);
  });
}

/** A yes-no question drawn as two buttons is a group without a name. */
function nameGroups(question: HTMLElement): void {
  for (const group of question.querySelectorAll('fieldset[role="presentation"]')) {
    const title = titleOf(group);
    if (title === undefined) continue;
    group.setAttribute('role', 'radiogroup');
    group.setAttribute('aria-labelledby', title);
  }
}

/** The system's list boxes and file fields come without the name of their question. */
function nameFields(question: HTMLElement): void {
  for (const field of question.querySelectorAll('select, input[type="file"]')) {
    if (field.hasAttribute('aria-label') || field.hasAttribute('aria-labelledby')) continue;
    const title = titleOf(field);
    if (title !== undefined) field.setAttribute('aria-labelledby', title);
  }
}

/** Arrows that only repeat what the field does itself, without a name and out of reach of keys. */
function hideDecoration(question: HTMLElement): void {
  for (const button of question.querySelectorAll('button[tabindex="-1"]:not([aria-label])')) {
    if (button.textContent.trim() === '') button.setAttribute('aria-hidden', 'true');
  }
}

/** A label may not carry a name besides its text: the name becomes text for those who listen. */
function nameFileButtons(question: HTMLElement): void {
  for (const label of question.querySelectorAll('label.sd-file__choose-btn[aria-label]')) {
    const name = label.getAttribute('aria-label') ?? '';
    label.removeAttribute('aria-label');
    if (label.textContent.trim() !== '') continue;
    const text = document.createElement('span');
    text.className = 'visually-hidden';
    text.textContent = name;
    label.append(text);
  }
}

/** The id of the title of the innermost question around an element. */
function titleOf(element: Element): string | undefined {
  const title = element.closest('.sd-question')?.querySelector('.sd-question__title');
  return title?.id === '' ? undefined : title?.id;
}
