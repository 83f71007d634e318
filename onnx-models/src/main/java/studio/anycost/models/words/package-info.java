/** The sentences of this module, in English and in German; everything else may use them. */
package studio.anycost.models.words;
