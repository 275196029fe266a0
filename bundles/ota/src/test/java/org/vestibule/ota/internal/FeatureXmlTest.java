// SPDX-License-Identifier: Apache-2.0
package org.vestibule.ota.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.ota.internal.FeatureXml.Offer;

/** The repository that the features service is given instead of the distribution's. */
class FeatureXmlTest {
  private static final String SHIPPED =
      """
      <features name="vestibule-0.1.0" xmlns="http://karaf.apache.org/xmlns/features/v1.6.0">
        <feature name="vestibule-vision" version="0.1.0" description="Sees">
          <feature>vestibule-models</feature>
          <config name="some.pid">key = value</config>
          <bundle>mvn:org.vestibule/vision/0.1.0</bundle>
          <bundle dependency="true">mvn:org.example/library/2.0</bundle>
        </feature>
        <feature name="vestibule-models" version="0.1.0">
          <bundle>mvn:org.vestibule/models/0.1.0</bundle>
        </feature>
      </features>
      """;

  @TempDir Path folder;

  @Test
  void aRepositoryWithADoctypeIsRefused() throws IOException {
    Path file = folder.resolve("features.xml");
    Files.writeString(
        file, "<!DOCTYPE features [<!ENTITY x SYSTEM 'file:/etc/passwd'>]>" + SHIPPED);
    assertThatThrownBy(() -> FeatureXml.with(file, Map.of())).isInstanceOf(IOException.class);
  }

  @Test
  void onlyTheOneBundleAndTheVersionChange() throws IOException {
    Path file = folder.resolve("features.xml");
    Files.writeString(file, SHIPPED);
    Offer offer = new Offer("0.1.1", URI.create("file:///updates/abc.jar"));
    String text =
        new String(
            FeatureXml.with(file, Map.of("vestibule-vision", offer)), StandardCharsets.UTF_8);
    assertThat(text)
        .contains("name=\"vestibule-vision\" version=\"0.1.1\"")
        .contains("<bundle>file:///updates/abc.jar</bundle>")
        .contains("mvn:org.example/library/2.0")
        .contains("key = value")
        .contains("<bundle>mvn:org.vestibule/models/0.1.0</bundle>")
        .doesNotContain("vision/0.1.0");
  }
}
