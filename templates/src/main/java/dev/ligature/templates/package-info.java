/** dev.ligature.templates */
package dev.ligature.templates;
