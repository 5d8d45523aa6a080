import java.io.FileInputStream;
import java.io.InputStream;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.VeraPDFFoundry;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;

/** Asks veraPDF about files: PDFJudge FLAVOUR FILE... prints what fails and ends with 1 if any does. */
public class PDFJudge {
  public static void main(String[] words) throws Exception {
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    VeraPDFFoundry foundry = Foundries.defaultInstance();
    PDFAFlavour flavour = PDFAFlavour.fromString(words[0]);
    if (flavour == PDFAFlavour.NO_FLAVOUR) throw new IllegalArgumentException(words[0]);
    int passed = 0;
    int failed = 0;
    for (int i = 1; i < words.length; i++) {
      try (InputStream input = new FileInputStream(words[i]);
          PDFAParser parser = foundry.createParser(input, flavour);
          PDFAValidator validator = foundry.createValidator(flavour, false)) {
        ValidationResult result = validator.validate(parser);
        if (result.isCompliant()) {
          passed++;
        } else {
          failed++;
          System.out.println(words[i] + ": " + result.getFailedChecks());
        }
      }
    }
    System.out.println(words[0] + ": " + passed + " PASS, " + failed + " FAIL");
    System.exit(failed == 0 && passed > 0 ? 0 : 1);
  }
}
