// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Any body is one of the forms of the interface, or a problem in the caller's words. */
class BodyFuzzTest {
  private static final List<Class<?>> FORMS =
      List.of(
          EnrolmentForm.class,
          ResidentsResource.Form.class,
          ResidentsResource.Change.class,
          GrantForm.class,
          ConsentViews.Form.class,
          TenanciesResource.Feed.class,
          TenanciesResource.LastDay.class);

  @FuzzTest
  void body(byte[] bytes) throws IOException {
    for (Class<?> form : FORMS) {
      try {
        Object read = Json.read(SampleBody.json(bytes), form, Json.SMALL);
        assertThat(read).isInstanceOf(form);
        if (read instanceof EnrolmentForm enrolment) {
          enrolment.checked();
        }
        if (read instanceof ResidentsResource.Form resident) {
          resident.checked();
        }
        if (read instanceof GrantForm grant) {
          GrantForm.checked(List.of(grant));
        }
      } catch (Problem refused) {
        assertThat(refused.status()).isBetween(400, 499);
        String shown = new String(Json.write(refused.body()), StandardCharsets.UTF_8);
        assertThat(shown).contains("\"code\"").doesNotContain("Exception", "org.vestibule");
      }
    }
  }
}
