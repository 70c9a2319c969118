import htm from 'htm';
import { h } from 'preact';

/** Markup as a value: what stands in it is text, so that no name can be more. */
export const html = htm.bind(h);
