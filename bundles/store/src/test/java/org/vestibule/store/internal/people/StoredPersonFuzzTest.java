// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.people.Person;

/** What was opened is a person or a template as a whole, or named as damaged. */
class StoredPersonFuzzTest {
  @FuzzTest
  void opened(byte[] bytes) {
    try {
      Person person = PersonCodec.person(bytes);
      assertThat(PersonCodec.person(PersonCodec.bytes(person))).isEqualTo(person);
    } catch (VestibuleException refused) {
      assertThat(refused.code()).isEqualTo("record-damaged");
    }
    try {
      assertThat(TemplateCodec.template(bytes).space()).isEqualTo(TemplateCodec.space(bytes));
    } catch (VestibuleException refused) {
      assertThat(refused.code()).isEqualTo("record-damaged");
    }
  }
}
