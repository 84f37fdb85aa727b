// Shows the contract line by line, with a link to each path.
const contract = document.getElementById('contract');
const operations = document.getElementById('operations');
const response = await fetch('/openapi.yaml');
contract.replaceChildren();
for (const [index, line] of (await response.text()).split('\n').entries()) {
  const row = document.createElement('span');
  row.id = `line-${index + 1}`;
  row.textContent = `${line}\n`;
  contract.append(row);
  const path = /^ {2}(\/\S*):$/.exec(line);
  if (path) {
    const link = document.createElement('a');
    link.href = `#${row.id}`;
    link.textContent = path[1];
    operations.append(link);
  }
}
