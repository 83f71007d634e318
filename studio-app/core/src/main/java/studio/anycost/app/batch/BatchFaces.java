package studio.anycost.app.batch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.series.FaceStart;
import studio.anycost.app.series.NamedFace;
import studio.anycost.app.series.NamedPhoto;
import studio.anycost.app.series.PhotoList;
import studio.anycost.app.series.SeedRanges;

/** The faces of a batch, in order. */
public sealed interface BatchFaces {
  /** How many there are. */
  int count();

  /**
   * The faces of seeds.
   *
   * @param ranges as in {@code 0-35} or {@code 1,5,9}
   * @param like whose truncation and numbers they have
   * @throws IllegalArgumentException with a sentence if the ranges cannot be understood
   */
  static BatchFaces drawn(List<String> ranges, BaseStyle.Seed like) {
    List<NamedFace> faces = new ArrayList<>();
    for (long seed : SeedRanges.parse(ranges)) {
      faces.add(NamedFace.ofSeed(seed, new FaceStart.Known(like.drawn(seed))));
    }
    return new Drawn(faces);
  }

  /**
   * The faces in photos.
   *
   * @param named photos, and folders of them
   * @throws IllegalArgumentException with a sentence if there is no photo in a folder
   * @throws IOException if a folder cannot be read
   */
  static BatchFaces ofPhotos(List<Path> named) throws IOException {
    return new OfPhotos(PhotoList.of(named));
  }

  /** Faces of random numbers. */
  record Drawn(List<NamedFace> faces) implements BatchFaces {
    public Drawn {
      faces = List.copyOf(faces);
    }

    @Override
    public int count() {
      return faces.size();
    }
  }

  /** The most prominent face of each photo. */
  record OfPhotos(List<NamedPhoto> photos) implements BatchFaces {
    public OfPhotos {
      photos = List.copyOf(photos);
    }

    @Override
    public int count() {
      return photos.size();
    }
  }
}
