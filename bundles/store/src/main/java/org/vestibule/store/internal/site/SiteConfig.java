// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.site;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What a person may set. {@link SiteSettings} enforces the bounds; a test compares the two. */
@ObjectClassDefinition(
    id = SiteConfig.PID,
    name = "Building and its law",
    description =
        "What the building is called, which profile holds here, and where this site is stricter than its profile. A setting never"
            + " loosens a profile. 0 and an empty list leave what the profile says")
@interface SiteConfig {
  /** The configuration's name. */
  String PID = "org.vestibule.store.site";

  @AttributeDefinition(
      name = "Name of the building",
      description =
          "What people call it, for example Maple Street 7: up to 80 characters. It stands above the"
              + " pages and on the panels; names in topics and tokens stay as they are. Default: none",
      required = false)
  String building() default "";

  @AttributeDefinition(
      name = "Profile",
      description =
          "eu, us-illinois, clinic or none. Default eu: of those for ordinary buildings it takes the"
              + " most care, and nobody's data is kept too long because nobody chose",
      required = false)
  String profile() default "eu";

  @AttributeDefinition(
      name = "Language",
      description =
          "In which language people read what they agree to when nobody chose another: de, en, es,"
              + " fr or it. Default en",
      required = false)
  String language() default "en";

  @AttributeDefinition(
      name = "Ways to consent",
      description =
          "The ways in which consent to unlocking by face may be given: paper, e-signature,"
              + " own-account. Only those of the profile; empty: all of those",
      required = false)
  String[] releaseChannels() default {};

  @AttributeDefinition(
      name = "Never kept",
      description =
          "Kinds of data that are never kept here, besides those of the profile: template, negative,"
              + " photo, transcript, visit, utterance",
      required = false)
  String[] refused() default {};

  @AttributeDefinition(
      name = "Templates (days)",
      description = "Since a door last opened for the person, 1 to the profile's",
      min = "0",
      required = false)
  int templateDays() default 0;

  @AttributeDefinition(
      name = "Negatives (days)",
      description = "Since a door last opened for the person, 1 to the profile's",
      min = "0",
      required = false)
  int negativeDays() default 0;

  @AttributeDefinition(
      name = "Photos (days)",
      description = "1 to the profile's",
      min = "0",
      required = false)
  int photoDays() default 0;

  @AttributeDefinition(
      name = "Transcripts (days)",
      description = "1 to the profile's",
      min = "0",
      required = false)
  int transcriptDays() default 0;

  @AttributeDefinition(
      name = "Visits (days)",
      description = "1 to the profile's",
      min = "0",
      required = false)
  int visitDays() default 0;

  @AttributeDefinition(
      name = "Taught sentences (days)",
      description = "1 to the profile's",
      min = "0",
      required = false)
  int utteranceDays() default 0;

  @AttributeDefinition(
      name = "Audit (days)",
      description = "From what the profile demands at least, to the profile's",
      min = "0",
      required = false)
  int auditDays() default 0;

  @AttributeDefinition(
      name = "Backups (days)",
      description = "1 to the profile's",
      min = "0",
      required = false)
  int backupDays() default 0;

  @AttributeDefinition(
      name = "Inactivity (days)",
      description =
          "After how long without a visit somebody is suspended, 1 to the profile's; where the"
              + " profile has none, 1 to 3650",
      min = "0",
      required = false)
  int inactivityDays() default 0;

  @AttributeDefinition(
      name = "Delay of erasure (days)",
      description = "How long after suspension somebody is erased, 1 to the profile's",
      min = "0",
      required = false)
  int erasureDelayDays() default 0;
}
