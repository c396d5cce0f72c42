/** What crosses modules: headers to bindings to native calls, and the rules of the house. */
package dev.ligature.tests;
