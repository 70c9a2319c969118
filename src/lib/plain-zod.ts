import { config } from 'zod';

/**
 * To be imported before any shape is made. zod would write code for each object's shape at its first use (`new Function`): that
 * takes a start 14 ms of the processor, and pays where one shape reads thousands, which none here does.
 */
config({ jitless: true });
