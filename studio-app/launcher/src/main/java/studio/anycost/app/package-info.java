/** The studio's entry point; everything else lives in the packages below. */
package studio.anycost.app;
