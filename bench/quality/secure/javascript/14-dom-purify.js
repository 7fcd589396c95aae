// CWE-79: markup of users is cleaned before it is shown
import DOMPurify from 'dompurify';
import { marked } from 'marked';

const ALLOWED_TAGS = ['p', 'em', 'strong', 'code', 'pre', 'ul', 'ol', 'li', 'a'];

export function showMarkdown(element, source) {
  const html = marked.parse(source);
  element.innerHTML = DOMPurify.sanitize(html, { ALLOWED_TAGS, ALLOWED_ATTR: ['href'] });
}

export function showPreview() {
  const source = decodeURIComponent(window.location.hash.slice(1));
  showMarkdown(document.getElementById('preview'), source);
}
