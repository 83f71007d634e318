/**
 * The extension points that plugins implement, and the services that the studio hands them.
 *
 * <p>Interfaces and descriptors only. Implementations live in plugins; the services are implemented
 * by the studio. An implementation is found by PF4J's {@code @Extension} annotation and needs a
 * public constructor without arguments.
 */
package studio.anycost.api.extension;
