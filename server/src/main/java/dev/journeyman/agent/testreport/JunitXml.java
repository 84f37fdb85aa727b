package dev.journeyman.agent.testreport;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Counts the test cases of one JUnit XML file. The totals it states are not believed. No document
/// type, and so no entity, is read.
final class JunitXml {

  private static final int MOST_CASES = 200_000;

  private int passed;
  private int failed;
  private int skipped;
  private final List<String> failing = new ArrayList<>();

  private JunitXml() {}

  /// [TestCounts#NONE] if it is no well-formed XML, has a document type, or has no test case.
  static TestCounts parse(String xml) {
    try {
      var reader = factory().createXMLStreamReader(new StringReader(xml));
      try {
        return new JunitXml().count(reader);
      } finally {
        reader.close();
      }
    } catch (XMLStreamException _) {
      return TestCounts.NONE;
    }
  }

  private static XMLInputFactory factory() {
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  private TestCounts count(XMLStreamReader reader) throws XMLStreamException {
    int cases = 0;
    while (reader.hasNext() && cases < MOST_CASES) {
      int event = reader.next();
      if (event == XMLStreamConstants.DTD) {
        return TestCounts.NONE;
      }
      if (event == XMLStreamConstants.START_ELEMENT && reader.getLocalName().equals("testcase")) {
        testCase(reader);
        cases++;
      }
    }
    return TestCounts.of(passed, failed, skipped, failing);
  }

  private void testCase(XMLStreamReader reader) throws XMLStreamException {
    var name = name(reader);
    boolean bad = false;
    boolean left = false;
    int depth = 1;
    while (depth > 0) {
      int event = reader.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        depth++;
        bad |= depth == 2 && List.of("failure", "error").contains(reader.getLocalName());
        left |= depth == 2 && reader.getLocalName().equals("skipped");
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
      }
    }
    record(name, bad, left);
  }

  private void record(String name, boolean bad, boolean left) {
    if (bad) {
      failed++;
      failing.add(name);
    } else if (left) {
      skipped++;
    } else {
      passed++;
    }
  }

  private static String name(XMLStreamReader reader) {
    var type = reader.getAttributeValue(null, "classname");
    var name = reader.getAttributeValue(null, "name");
    return (type == null || type.isEmpty() ? "" : type + ".") + (name == null ? "?" : name);
  }
}
