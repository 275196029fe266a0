// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration {@code org.vestibule.models}, as forms and docs show it. */
@ObjectClassDefinition(
    name = "Model packs",
    description = "Where the model packs lie and which of them serve until somebody chooses others")
@interface ModelsConfiguration {
  @AttributeDefinition(
      name = "Folder",
      description =
          "Folder with one folder for each pack; empty: models in the gateway's data folder. Choices"
              + " are kept beside it, in models-state.json")
  String folder() default "";

  @AttributeDefinition(
      name = "Packs to serve",
      description =
          "Names of packs, 0 to 32, in order; of two packs for one slot the first that loads serves."
              + " A pack chosen later by hand goes before this list")
  String[] serve() default {
    "silero-vad",
    "moonshine-base",
    "rnnoise",
    "fr-detect",
    "fr-feature",
    "fr-liveness",
    "minilm",
    "visitor-intent",
    "voice-commands",
    "langdetect"
  };

  @AttributeDefinition(
      name = "Load wait",
      description = "How long a request waits for a pack that is still being loaded, in seconds",
      type = AttributeType.INTEGER,
      min = "0",
      max = "60")
  int load_wait_seconds() default 10;

  @AttributeDefinition(
      name = "Lease limit",
      description =
          "How long a lease of a model that no longer serves may be kept before it is revoked, in"
              + " seconds",
      type = AttributeType.INTEGER,
      min = "1",
      max = "3600")
  int lease_limit_seconds() default 60;

  @AttributeDefinition(
      name = "Renewed templates",
      description =
          "Share of the people with face templates who need one of the new face embedding model"
              + " before the old one goes, in percent; 0: it goes at once",
      type = AttributeType.INTEGER,
      min = "0",
      max = "100")
  int templates_share() default 100;
}
