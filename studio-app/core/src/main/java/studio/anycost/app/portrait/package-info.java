/**
 * The networks of the studio that know pictures and faces: which files they are, how they want
 * their pictures, and what their outputs mean.
 *
 * <p>Knows the plugin API alone: sessions and their memory belong to whoever gives the networks
 * out, and a generator has no place here.
 */
package studio.anycost.app.portrait;
