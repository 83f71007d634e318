package studio.anycost.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import studio.anycost.api.model.Alignment;
import studio.anycost.api.model.Face;
import studio.anycost.app.document.PhotoSource;
import studio.anycost.app.photo.FacePhotos;
import studio.anycost.app.photo.Photo;
import studio.anycost.app.photo.PhotoFile;
import studio.anycost.app.photo.PhotoLimits;
import studio.anycost.app.photo.PhotoReader;

class FullSizeTest {
  private static final Face FACE = new Face(new Alignment(10, 8, 4, 2), 0.9, Optional.empty());

  private static Photo halved() throws IOException {
    PhotoFile file = PhotoFile.wrap("a.png", FacePhotos.png(FacePhotos.nobody(64)));
    Photo photo = new PhotoReader(new PhotoLimits(1000, 10_000, 10_000, 1024)).decode(file);
    assertThat(photo.pixels().width()).isEqualTo(32);
    return photo;
  }

  @Test
  void facesAreMeasuredInThePixelsOfTheFile() throws IOException {
    Photo photo = halved();
    FullSize full = new FullSize(photo, PhotoSource.of(photo));

    assertThat(full.own(FACE).alignment()).isEqualTo(new Alignment(20, 16, 8, 4));
    assertThat(full.alignment(FACE)).isEqualTo(new Alignment(20, 16, 8, 4));
    assertThat(full.pixels().width()).isEqualTo(64);
    assertThat(full.remark()).isEmpty();
  }

  @Test
  void whatIsCutFromFewerPixelsIsTold() throws IOException {
    Photo photo = halved();
    PhotoReader small = new PhotoReader(new PhotoLimits(1000, 100, 100, 100));
    FullSize full = new FullSize(photo, PhotoSource.of(photo), small);

    assertThat(full.alignment(FACE)).isEqualTo(FACE.alignment());
    assertThat(full.pixels()).isSameAs(photo.pixels());
    assertThat(full.remark().orElseThrow())
        .startsWith("a.png: cut from 32 x 32 of its 64 x 64 pixels")
        .endsWith(".");
  }
}
